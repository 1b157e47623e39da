#pragma once

#include "base/error.h"
#include "runs/run_store.h"
#include "session/suite_plan.h"
#include "train/events.h"
#include "train/run_control.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace macadam {

enum class SuiteAction { Train, Resume, Reuse };

/// A run of the suite whose turn has come.
struct SuiteStep {
  const SuiteRun& run;
  RunFolder folder;
  SuiteAction action = SuiteAction::Train;
  int index = 0;  ///< From 0.
  int count = 0;
  std::string note;  ///< What the suite does not do as it was asked to; empty as a rule, the same for all its steps.
};

/// Receives what a suite does: which run comes next, then the events of its training.
class SuiteListener : public EventSink {
 public:
  virtual void begin(const SuiteStep& step) = 0;
};

struct SuiteOutcome {
  bool stopped = false;              ///< Before its end; the same call goes on from there.
  std::vector<RunFolder> completed;  ///< In the order of the plan.
  std::vector<Problem> failures;     ///< One for each run that did not complete.
};

/// Trains the runs of a plan (planSuite) in the folder `runs`: completed ones are reused, interrupted ones resumed.
///
/// All runs share one split, drawn or copied once and kept as `split.toml`; where another one is named later,
/// the steps' note says so. A run that fails does not hold up the others.
/// @throws Error before anything is trained when a spec is wrong, or when the folder holds runs of other settings.
SuiteOutcome runSuite(std::vector<SuiteRun> plan, const std::filesystem::path& runs, const std::stop_token& stop,
                      PauseGate& gate, SuiteListener& listener);

}  // namespace macadam
