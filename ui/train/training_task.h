#pragma once

#include "data/split.h"
#include "runs/run_store.h"
#include "session/suite_plan.h"
#include "spec/run_spec.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <variant>
#include <vector>

namespace macadam {

/// Where a run is trained.
enum class TrainingPlace {
  Window,     ///< On the window's training thread.
  Background  ///< By a `macadam-cli` of its own, which goes on when the window closes.
};

/// A new run.
struct NewRun {
  RunSpec spec;
  std::filesystem::path runs;       ///< The folder that its folder goes into.
  std::optional<Split> split = {};  ///< As it was when this was asked for; without one, the spec says which.
  TrainingPlace place = TrainingPlace::Window;
};

/// A run that goes on where it was stopped or interrupted, or past its end.
struct ResumedRun {
  RunFolder folder{{}};
  std::int64_t moreIterations = 0;  ///< Of its last stage, beyond those that it was planned with.
  TrainingPlace place = TrainingPlace::Window;
};

/// All rows of a table, in a folder of their own.
struct NewSuite {
  std::vector<SuiteRun> plan;
  std::filesystem::path runs;
  std::optional<Split> split = {};  ///< As for a new run; a suite that has begun keeps the one that it has.
  bool hasBegun = false;            ///< It goes on with what is not trained yet.
};

using TrainingTask = std::variant<NewRun, ResumedRun, NewSuite>;

}  // namespace macadam
