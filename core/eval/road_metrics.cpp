#include "eval/road_metrics.h"

namespace macadam {
namespace {

std::optional<double> ratio(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) return std::nullopt;
  return static_cast<double>(numerator) / static_cast<double>(denominator);
}

std::optional<double> mean(std::optional<double> a, std::optional<double> b) {
  if (!a || !b) return std::nullopt;
  return (*a + *b) / 2.0;
}

}  // namespace

RoadMetrics roadMetrics(const Confusion& c) {
  const std::int64_t tp = c.truePositives, fp = c.falsePositives, fn = c.falseNegatives, tn = c.trueNegatives;
  return {.accuracy = ratio(tp + tn, c.total()),
          .precision = ratio(tp, tp + fp),
          .recall = ratio(tp, tp + fn),
          .iou = ratio(tp, tp + fp + fn),
          .f1 = ratio(2 * tp, 2 * tp + fp + fn),
          .meanIou = mean(ratio(tp, tp + fp + fn), ratio(tn, tn + fp + fn)),
          .meanPrecision = mean(ratio(tp, tp + fp), ratio(tn, tn + fn)),
          .meanRecall = mean(ratio(tp, tp + fn), ratio(tn, tn + fp)),
          .meanF1 = mean(ratio(2 * tp, 2 * tp + fp + fn), ratio(2 * tn, 2 * tn + fp + fn))};
}

}  // namespace macadam
