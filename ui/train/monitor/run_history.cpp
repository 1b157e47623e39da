#include "ui/train/monitor/run_history.h"

#include "eval/road_metrics.h"

#include <algorithm>
#include <limits>

namespace macadam {
namespace {

constexpr std::size_t kRecentSteps = 100;

double perCent(const std::optional<double>& share) {
  return share ? 100.0 * *share : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

void RunHistory::add(const Event& event) {
  std::visit([this](const auto& each) { take(each); }, event);
}

void RunHistory::take(const StageStarted& stage) {
  totalIterations_ = stage.totalIterations;
  MonitorStage started{stage.name, stage.index, stage.count, stage.firstIteration};
  for (const MonitorStage& earlier : stages_) {  // it goes on after a resume
    if (earlier.index == stage.index) started.firstIteration = std::min(earlier.firstIteration, stage.firstIteration);
  }
  std::erase_if(stages_, [&](const MonitorStage& earlier) { return earlier.index >= stage.index; });
  stages_.push_back(std::move(started));
}

void RunHistory::take(const StepDone& step) {
  if (step.iteration <= iteration()) forgetFrom(step.iteration);
  const double before = seconds_.empty() ? 0.0 : seconds_.back();
  steps_.push_back(step.iteration);
  seconds_.push_back(before + step.stepSeconds);
  stepSeconds_.push_back(step.stepSeconds);
  images_.push_back(step.images);

  record(MonitorPanel::Loss, "total", step.iteration, step.total);
  for (const LossTerm& term : step.terms) {
    record(MonitorPanel::Loss, term.name, step.iteration, term.weight * term.value);
  }
  record(MonitorPanel::LearningRate, "learning rate", step.iteration, step.learningRate);
  if (!step.pseudoLabels) return;
  const PseudoLabelQuality& quality = *step.pseudoLabels;
  record(MonitorPanel::PseudoLabels, "confident", step.iteration, 100.0 * quality.confidentShare);
  if (quality.agreement) record(MonitorPanel::PseudoLabels, "agreement", step.iteration, 100.0 * *quality.agreement);
  if (quality.againstTruth) {
    record(MonitorPanel::PseudoLabels, "IoU with held-back truth", step.iteration,
           perCent(roadMetrics(*quality.againstTruth).iou));
  }
}

void RunHistory::take(const Evaluated& evaluated) {
  if (!seconds_.empty()) seconds_.back() += evaluated.seconds;
  if (evaluated.subset != EvaluatedOn::Validation) return;
  for (const NetworkScore& score : evaluated.scores) {
    const RoadMetrics metrics = roadMetrics(score.pooled);
    record(MonitorPanel::Iou, score.network, evaluated.iteration, perCent(metrics.iou));
    record(MonitorPanel::F1, score.network, evaluated.iteration, perCent(metrics.f1));
    record(MonitorPanel::Precision, score.network, evaluated.iteration, perCent(metrics.precision));
    record(MonitorPanel::Recall, score.network, evaluated.iteration, perCent(metrics.recall));
  }
}

void RunHistory::record(MonitorPanel panel, const std::string& name, std::int64_t iteration, double value) {
  const MonitorCurve wanted{.panel = panel, .name = name, .iterations = {}, .values = {}};
  const auto [place, isNew] = places_.try_emplace(wanted.key(), curves_.size());
  if (isNew) curves_.push_back(wanted);
  MonitorCurve& curve = curves_[place->second];
  if (!curve.iterations.empty() && iteration == curve.iterations.back()) {
    if (curve.values.back() != value) ++revision_;
    curve.values.back() = value;
    return;
  }
  curve.iterations.push_back(iteration);
  curve.values.push_back(value);
}

void RunHistory::forgetFrom(std::int64_t iteration) {
  const auto placeOf = [&](const std::vector<std::int64_t>& iterations) {
    return static_cast<std::size_t>(std::ranges::lower_bound(iterations, iteration) - iterations.begin());
  };
  for (MonitorCurve& curve : curves_) {
    const std::size_t kept = placeOf(curve.iterations);
    curve.iterations.resize(kept);
    curve.values.resize(kept);
  }
  const std::size_t kept = placeOf(steps_);
  steps_.resize(kept);
  seconds_.resize(kept);
  stepSeconds_.resize(kept);
  images_.resize(kept);
  std::erase_if(stages_, [&](const MonitorStage& stage) { return stage.firstIteration > iteration; });
  ++revision_;
}

double RunHistory::secondsAt(std::int64_t iteration) const {
  if (steps_.empty() || iteration < steps_.front()) return 0.0;
  const auto after = std::ranges::upper_bound(steps_, iteration);
  return seconds_[static_cast<std::size_t>(after - steps_.begin()) - 1];
}

double RunHistory::imagesPerSecond() const {
  double images = 0.0;
  double seconds = 0.0;
  const std::size_t first = steps_.size() > kRecentSteps ? steps_.size() - kRecentSteps : 0;
  for (std::size_t i = first; i < steps_.size(); ++i) {
    images += images_[i];
    seconds += stepSeconds_[i];
  }
  return seconds > 0.0 ? images / seconds : 0.0;
}

double RunHistory::remainingSeconds() const {
  if (steps_.size() < 2) return 0.0;
  const std::size_t first = steps_.size() > kRecentSteps ? steps_.size() - kRecentSteps : 0;
  const auto steps = static_cast<double>(steps_.back() - steps_[first]);
  const auto left = static_cast<double>(std::max<std::int64_t>(0, totalIterations_ - iteration()));
  return left * (seconds_.back() - seconds_[first]) / steps;
}

}  // namespace macadam
