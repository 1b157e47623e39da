#pragma once

#include "runs/run_store.h"
#include "session/suite_plan.h"
#include "spec/run_spec.h"

#include <filesystem>
#include <variant>
#include <vector>

namespace macadam {

/// A new run.
struct NewRun {
  RunSpec spec;
  std::filesystem::path runs;  ///< The folder that its folder goes into.
};

/// A run that was stopped or interrupted.
struct ResumedRun {
  RunFolder folder{{}};
};

/// All rows of a table, in a folder of their own.
struct NewSuite {
  std::vector<SuiteRun> plan;
  std::filesystem::path runs;
};

using TrainingTask = std::variant<NewRun, ResumedRun, NewSuite>;

}  // namespace macadam
