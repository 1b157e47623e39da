#include "ui/results/run_curves.h"

#include <algorithm>

namespace macadam {
namespace {

std::optional<double> RoadMetrics::*valueOf(CurveMetric metric) {
  switch (metric) {
    case CurveMetric::F1:
      return &RoadMetrics::f1;
    case CurveMetric::Precision:
      return &RoadMetrics::precision;
    case CurveMetric::Recall:
      return &RoadMetrics::recall;
    default:
      return &RoadMetrics::iou;
  }
}

}  // namespace

void RunCurves::add(const Event& event) {
  if (const auto* step = std::get_if<StepDone>(&event)) {
    const auto iteration = static_cast<double>(step->iteration);
    loss_.truncate(loss_.indexFrom(iteration));
    loss_.append(iteration, step->total);
  }
  const auto* evaluated = std::get_if<Evaluated>(&event);
  if (evaluated == nullptr || evaluated->subset != EvaluatedOn::Validation) return;
  for (const NetworkScore& score : evaluated->scores) {
    if (std::ranges::find(networks_, score.network) == networks_.end()) networks_.push_back(score.network);
    std::vector<Score>& scores = scores_[score.network];
    while (!scores.empty() && scores.back().iteration >= evaluated->iteration) scores.pop_back();
    scores.push_back({evaluated->iteration, roadMetrics(score.pooled)});
  }
}

CurveSeries RunCurves::points(CurveMetric metric, const std::string& network) const {
  if (metric == CurveMetric::Loss) return loss_;
  CurveSeries points;
  const auto scores = scores_.find(network);
  if (scores == scores_.end()) return points;
  for (const Score& score : scores->second) {
    const std::optional<double> value = score.metrics.*valueOf(metric);
    if (value) points.append(static_cast<double>(score.iteration), *value * 100.0);
  }
  return points;
}

}  // namespace macadam
