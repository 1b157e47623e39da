#include "ui/compare/threshold_curve.h"

#include "base/error.h"

#include <algorithm>
#include <string>

namespace macadam {
namespace {

/// How many thresholds a stored probability is above.
int thresholdsBelow(int probability) {
  return (probability * kThresholdSteps + kCertain - 1) / kCertain;
}

std::string sizeText(const cv::Mat& pixels) {
  return std::to_string(pixels.cols) + "×" + std::to_string(pixels.rows);
}

}  // namespace

cv::Mat toStoredProbability(const cv::Mat& probability) {
  cv::Mat stored;
  probability.convertTo(stored, CV_16U, kCertain);
  return stored;
}

cv::Mat roadAbove(const cv::Mat& probability, int step) {
  const int limit = step * kCertain / kThresholdSteps;  // v·steps > step·certain, for whole v
  cv::Mat road = probability > limit;
  road.setTo(1, road);
  return road;
}

ThresholdCurve::ThresholdCurve(const cv::Mat& probability, const cv::Mat& mask) {
  if (probability.size() != mask.size()) {
    throw Error("mask", "is " + sizeText(mask) + ", its prediction " + sizeText(probability),
                "use the mask of this picture");
  }
  Counts roadBins{}, backgroundBins{};
  for (int y = 0; y < mask.rows; ++y) {
    const auto* values = probability.ptr<std::uint16_t>(y);
    const auto* labels = mask.ptr<std::uint8_t>(y);
    for (int x = 0; x < mask.cols; ++x) {
      if (labels[x] == kIgnore) continue;
      ++(labels[x] == 1 ? roadBins : backgroundBins)[static_cast<std::size_t>(thresholdsBelow(values[x]))];
    }
  }
  std::int32_t road = 0, background = 0;
  for (std::size_t step = kThresholdSteps + 1; step-- > 0;) {
    road_[step] = road;
    background_[step] = background;
    road += roadBins[step];
    background += backgroundBins[step];
  }
  allRoad_ = road;
  allBackground_ = background;
}

Confusion ThresholdCurve::at(int step) const {
  const auto index = static_cast<std::size_t>(std::clamp(step, 0, kThresholdSteps));
  return {.truePositives = road_[index],
          .falsePositives = background_[index],
          .falseNegatives = allRoad_ - road_[index],
          .trueNegatives = allBackground_ - background_[index]};
}

}  // namespace macadam
