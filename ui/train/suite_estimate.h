#pragma once

#include "session/engine.h"
#include "session/suite_plan.h"
#include "train/run_progress.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace macadam {

/// Iterations of a suite's run, of its teachers too where it trains its own.
std::int64_t iterationsOf(const SuiteRun& run);

/// How long the training of a suite takes, evaluations not counted, by a short probe of each of its rows; for jobs.
/// Empty where it was cancelled. @throws Error where a row cannot be probed.
std::optional<double> suiteSeconds(Engine& engine, const std::vector<SuiteRun>& plan,
                                   const std::function<bool()>& isCanceled);

/// How long what is left of a suite takes, from its run at `index` of the plan, which has come as far as `progress`,
/// and at the pace of that; empty where that is not known.
std::optional<double> suiteSecondsLeft(const std::vector<SuiteRun>& plan, std::size_t index,
                                       const RunProgress& progress);

}  // namespace macadam
