#pragma once

#include "train/events.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace macadam {

/// How far a run is, how fast, and how long the rest of it takes, from its events alone.
class RunProgress {
 public:
  RunProgress() = default;
  /// Of a run of which more is known than its events tell, for they come from its middle on.
  RunProgress(std::int64_t totalIterations, std::int64_t evaluateEvery);

  void add(const Event& event);

  const StageStarted& stage() const { return stage_; }
  std::int64_t iteration() const { return iteration_; }
  std::int64_t totalIterations() const { return stage_.totalIterations; }
  /// The evaluation that is under way.
  const std::optional<Evaluating>& evaluating() const { return evaluating_; }
  /// Over the last steps of the stage; 0 where unknown.
  double imagesPerSecond() const;
  /// Until the end of all stages, with their evaluations, at the pace of this stage; empty where unknown.
  std::optional<double> remainingSeconds() const;

 private:
  struct Step {
    double seconds = 0.0;
    int images = 0;
  };

  void take(const StageStarted& stage);
  void take(const StepDone& step);
  void take(const Evaluated& evaluated);
  void take(const Evaluating& evaluating) { evaluating_ = evaluating; }
  void take(const RunFinished&) { evaluating_.reset(); }
  template <typename Other>
  void take(const Other&) {}

  double secondsOfEvaluations(double secondsEach) const;

  StageStarted stage_;
  std::int64_t iteration_ = 0;
  std::int64_t evaluatedAt_ = 0;  ///< The last iteration at which an evaluation was due.
  std::deque<Step> recent_;
  std::optional<double> evaluationSeconds_;  ///< Of the last one on the validation tiles.
  std::optional<Evaluating> evaluating_;
};

/// What the run does, and for how long: `validating, tile 12 of 35, 3 min left`; what is unknown is left out.
std::string progressText(const RunProgress& progress);

}  // namespace macadam
