#pragma once

#include <cstdint>

namespace macadam {

/// Sigmoid-shaped rise exp(−5·(1 − t)²) from 0.0067 at t = 0 to 1 at t ≥ 1 (Laine and Aila 2017).
/// @param t share of the ramp that is over; 1 and more where there is no ramp.
double sigmoidRamp(double t);

/// The same at an iteration of a course, of which the ramp takes a share.
double sigmoidRamp(std::int64_t iteration, std::int64_t iterations, double share);

}  // namespace macadam
