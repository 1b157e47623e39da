#include "train/run_progress.h"

#include "base/duration_text.h"

#include <algorithm>

namespace macadam {
namespace {

constexpr std::size_t kRecentSteps = 100;

/// Of the tiles that are left, at the pace of those that are done; the whole one where none is.
double secondsLeft(const Evaluating& evaluating, double secondsOfAll) {
  const auto left = static_cast<double>(evaluating.tiles - evaluating.tile);
  if (evaluating.tile == 0) return secondsOfAll;
  return left * evaluating.seconds / static_cast<double>(evaluating.tile);
}

}  // namespace

RunProgress::RunProgress(std::int64_t totalIterations, std::int64_t evaluateEvery) {
  stage_.totalIterations = totalIterations;
  stage_.evaluateEvery = evaluateEvery;
}

void RunProgress::add(const Event& event) {
  std::visit([this](const auto& each) { take(each); }, event);
}

void RunProgress::take(const StageStarted& stage) {
  stage_ = stage;
  recent_.clear();
  evaluating_.reset();
  evaluatedAt_ = stage.firstIteration - 1;
}

void RunProgress::take(const StepDone& step) {
  iteration_ = step.iteration;
  evaluating_.reset();
  recent_.push_back({step.stepSeconds, step.images});
  if (recent_.size() > kRecentSteps) recent_.pop_front();
  // Those that were due before a run was resumed are told of by nothing else.
  const std::int64_t every = stage_.evaluateEvery;
  if (every > 0) evaluatedAt_ += (iteration_ - 1 - evaluatedAt_) / every * every;
}

void RunProgress::take(const Evaluated& evaluated) {
  evaluating_.reset();
  if (evaluated.subset != EvaluatedOn::Validation) return;
  evaluatedAt_ = evaluated.iteration;
  evaluationSeconds_ = evaluated.seconds;
}

double RunProgress::imagesPerSecond() const {
  double images = 0.0, seconds = 0.0;
  for (const Step& step : recent_) {
    images += step.images;
    seconds += step.seconds;
  }
  return seconds > 0.0 ? images / seconds : 0.0;
}

/// The one that is under way included.
double RunProgress::secondsOfEvaluations(double secondsEach) const {
  const std::int64_t every = stage_.evaluateEvery;
  std::int64_t due = every > 0 ? std::max<std::int64_t>(0, totalIterations() - evaluatedAt_ + every - 1) / every : 0;
  if (!evaluating_) return static_cast<double>(due) * secondsEach;
  if (evaluating_->subset == EvaluatedOn::Validation) due = std::max<std::int64_t>(0, due - 1);
  return static_cast<double>(due) * secondsEach + secondsLeft(*evaluating_, secondsEach);
}

std::optional<double> RunProgress::remainingSeconds() const {
  const auto left = static_cast<double>(std::max<std::int64_t>(0, totalIterations() - iteration_));
  if (totalIterations() == 0 || (recent_.size() < 2 && left > 0.0)) return std::nullopt;
  double seconds = 0.0;
  for (const Step& step : recent_) seconds += step.seconds;
  const double perStep = recent_.empty() ? 0.0 : seconds / static_cast<double>(recent_.size());
  double secondsEach = evaluationSeconds_.value_or(0.0);
  if (evaluating_ && evaluating_->tile > 0 && !evaluationSeconds_) {
    secondsEach =
        evaluating_->seconds * static_cast<double>(evaluating_->tiles) / static_cast<double>(evaluating_->tile);
  }
  return left * perStep + secondsOfEvaluations(secondsEach);
}

std::string progressText(const RunProgress& progress) {
  std::string text;
  if (const auto& evaluating = progress.evaluating()) {
    text = (evaluating->subset == EvaluatedOn::Test ? "testing, tile " : "validating, tile ") +
           std::to_string(evaluating->tile + 1) + " of " + std::to_string(evaluating->tiles);
  }
  const std::optional<double> left = progress.remainingSeconds();
  if (!left || (*left == 0.0 && text.empty())) return text;
  return (text.empty() ? "" : text + ", ") + remainingText(*left);
}

}  // namespace macadam
