#pragma once

#include "eval/road_metrics.h"
#include "runs/kept_scores.h"
#include "runs/run_store.h"
#include "train/events.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

enum class RunState {
  Prepared,     ///< Nothing was trained yet.
  Running,      ///< A process trains into it.
  Interrupted,  ///< Its process ended without a word; it can be resumed.
  Stopped,      ///< By a person or by its time limit; it can be resumed.
  Completed,
  Failed
};

std::string toString(RunState state);

struct NetworkSummary {
  std::string network;
  std::optional<RoadMetrics> validation;  ///< Of the weights that are kept (KeptScores).
  std::int64_t validationIteration = 0;   ///< That they are of; 0 of a network that was given to the run.
  std::optional<RoadMetrics> test;        ///< Of the last evaluation on the test tiles.
  std::optional<RoadMetrics> lastValidation;

  const std::optional<RoadMetrics>& on(EvaluatedOn subset) const;
};

/// A run as its files tell it.
struct RunSummary {
  RunState state = RunState::Prepared;
  std::string message;                ///< Why it failed.
  std::optional<RunFinished> ending;  ///< That it told of, if nothing was trained since.
  std::string stage;                  ///< The last one that started.
  std::int64_t iterations = 0;        ///< Done.
  std::int64_t totalIterations = 0;   ///< Planned; 0 before it started.
  std::int64_t savedIterations = 0;   ///< Of these, in the checkpoint from which it can go on; 0 before the first.
  double seconds = 0.0;               ///< Of training and evaluating, over all its processes.
  std::vector<NetworkSummary> networks;
  KeptScores kept;  ///< Whence their validation scores are.
  std::vector<std::string> warnings;

  /// Nullptr when it was never evaluated.
  const NetworkSummary* find(const std::string& network) const;
};

RunSummary summarise(const std::vector<Event>& events, bool running);

/// Adds what came next; a run that goes on is `Interrupted` until its ending is added or someone knows better.
void update(RunSummary& summary, const Event& event);

/// Reads metrics and lock. @throws Error when the metrics cannot be read.
RunSummary summarise(const RunFolder& run);

}  // namespace macadam
