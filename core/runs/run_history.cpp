#include "runs/run_history.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace macadam {
namespace {

double perCent(const std::optional<double>& share) {
  return share ? 100.0 * *share : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

double scoreIn(MonitorPanel panel, const RoadMetrics& metrics) {
  const Measure* measure = measureIn(panel);
  return perCent(measure != nullptr ? metrics.*measure->value : std::nullopt);
}

void RunHistory::add(const Event& event) {
  std::visit([this](const auto& each) { take(each); }, event);
}

void RunHistory::take(const StageStarted& stage) {
  totalIterations_ = stage.totalIterations;
  MonitorStage started{stage.name, stage.index, stage.count, stage.firstIteration, stage.trained, stage.frozen};
  for (const MonitorStage& earlier : stages_) {  // it goes on after a resume
    if (earlier.index == stage.index) started.firstIteration = std::min(earlier.firstIteration, stage.firstIteration);
  }
  std::erase_if(stages_, [&](const MonitorStage& earlier) { return earlier.index >= stage.index; });
  stages_.push_back(std::move(started));
  kept_.add(stage);
  for (const std::string& network : stage.frozen) drawFrozen(network, stages_.back().firstIteration);
}

void RunHistory::take(const StepDone& step) {
  if (step.iteration <= iteration()) forgetFrom(step.iteration);
  const double before = seconds_.empty() ? 0.0 : seconds_.back();
  steps_.push_back(step.iteration);
  seconds_.push_back(before + step.stepSeconds);

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
  kept_.add(evaluated);
  for (const NetworkScore& score : evaluated.scores) {
    if (kept_.isFrozen(score.network)) {
      drawFrozen(score.network, evaluated.iteration);
      continue;
    }
    const RoadMetrics metrics = roadMetrics(score.pooled);
    for (const Measure* measure : kCurveMeasures) {
      record(panelOf(*measure), score.network, evaluated.iteration, perCent(metrics.*measure->value));
    }
  }
}

/// A line from where the network was frozen, which begins once its score is known.
void RunHistory::drawFrozen(const std::string& network, std::int64_t iteration) {
  const KeptScore* score = kept_.find(network);
  if (score == nullptr) return;
  for (const Measure* measure : kCurveMeasures) {
    const MonitorCurve line{
        .panel = panelOf(*measure), .name = network, .isFrozen = true, .iterations = {}, .values = {}};
    const auto known = places_.find(line.key());
    const bool begins = known == places_.end() || curves_[known->second].iterations.empty();
    const double value = perCent(score->metrics.*measure->value);
    if (begins) record(line, frozenFrom(network), value);
    if (begins || iteration > curves_[known->second].iterations.back()) record(line, iteration, value);
  }
}

std::int64_t RunHistory::frozenFrom(const std::string& network) const {
  for (const MonitorStage& stage : stages_) {
    if (std::ranges::find(stage.frozen, network) != stage.frozen.end()) return stage.firstIteration;
  }
  return stageStart(iteration());
}

void RunHistory::record(MonitorPanel panel, const std::string& name, std::int64_t iteration, double value) {
  record({.panel = panel, .name = name, .iterations = {}, .values = {}}, iteration, value);
}

void RunHistory::record(MonitorCurve wanted, std::int64_t iteration, double value) {
  const auto [place, isNew] = places_.try_emplace(wanted.key(), curves_.size());
  if (isNew) curves_.push_back(std::move(wanted));
  MonitorCurve& curve = curves_[place->second];
  if (!curve.iterations.empty() && iteration == curve.iterations.back()) {
    const bool isSame = curve.values.back() == value || (std::isnan(curve.values.back()) && std::isnan(value));
    if (!isSame) ++revision_;
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
  kept_.forgetFrom(iteration);
  std::erase_if(stages_, [&](const MonitorStage& stage) { return stage.firstIteration > iteration; });
  ++revision_;
}

double RunHistory::secondsAt(std::int64_t iteration) const {
  if (steps_.empty() || iteration < steps_.front()) return 0.0;
  const auto after = std::ranges::upper_bound(steps_, iteration);
  return seconds_[static_cast<std::size_t>(after - steps_.begin()) - 1];
}

std::int64_t RunHistory::stageStart(std::int64_t iteration) const {
  std::int64_t start = 1;
  for (const MonitorStage& stage : stages_) {
    if (stage.firstIteration <= iteration) start = stage.firstIteration;
  }
  return start;
}

std::optional<std::int64_t> RunHistory::iterationsBefore(const std::string& network) const {
  for (const MonitorStage& stage : stages_) {
    if (std::ranges::find(stage.trained, network) != stage.trained.end()) return stage.firstIteration - 1;
  }
  // A log of an earlier version: by the first evaluation, which stands in the network's first stage as a rule.
  const MonitorCurve scores{.panel = panelOf(kMainMeasure), .name = network, .iterations = {}, .values = {}};
  const auto known = places_.find(scores.key());
  if (known == places_.end() || curves_[known->second].iterations.empty()) return std::nullopt;
  return stageStart(curves_[known->second].iterations.front()) - 1;
}

}  // namespace macadam
