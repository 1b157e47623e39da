#pragma once

#include "spec/run_spec.h"

#include <cstdint>

namespace macadam {

/// Polynomial decay rate·(1 − iteration/iterations)^power with a floor; `iteration` counts from 0. Over the first
/// `learningRateWarmUp` iterations w it is multiplied by (iteration + 1)/w.
double learningRate(const ScheduleSpec& schedule, std::int64_t iteration, std::int64_t iterations);

}  // namespace macadam
