#pragma once

#include "runs/run_store.h"
#include "session/suite_plan.h"
#include "spec/run_spec.h"

#include <cstdint>
#include <filesystem>
#include <variant>
#include <vector>

namespace macadam {

/// A new run.
struct NewRun {
  RunSpec spec;
  std::filesystem::path runs;  ///< The folder that its folder goes into.
};

/// A run that goes on where it was stopped or interrupted, or past its end.
struct ResumedRun {
  RunFolder folder{{}};
  std::int64_t moreIterations = 0;  ///< Of its last stage, beyond those that it was planned with.
};

/// All rows of a table, in a folder of their own.
struct NewSuite {
  std::vector<SuiteRun> plan;
  std::filesystem::path runs;
};

using TrainingTask = std::variant<NewRun, ResumedRun, NewSuite>;

}  // namespace macadam
