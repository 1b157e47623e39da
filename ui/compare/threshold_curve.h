#pragma once

#include "eval/confusion.h"

#include <opencv2/core.hpp>

#include <array>
#include <cstdint>

namespace macadam {

/// Probabilities are kept in 16 bits: 65535 is 1.
inline constexpr int kCertain = 65535;
/// Thresholds go in this many steps from 0 to 1.
inline constexpr int kThresholdSteps = 200;
/// 0.5.
inline constexpr int kUsualThreshold = kThresholdSteps / 2;

/// CV_32FC1 in 0 … 1 to CV_16UC1.
cv::Mat toStoredProbability(const cv::Mat& probability);

/// 1 where a stored probability is above a threshold, else 0; CV_8UC1.
cv::Mat roadAbove(const cv::Mat& probability, int step);

/// How many pixels of road and of background lie above each threshold, counted once, so that the scores follow a slider
/// without another look at the pixels.
class ThresholdCurve {
 public:
  /// @param probability CV_16UC1; @param mask CV_8UC1 of the same size with 0, 1 and 255.
  ThresholdCurve(const cv::Mat& probability, const cv::Mat& mask);

  /// Of the pixels above `step` / kThresholdSteps against the mask; those with 255 count for nothing.
  Confusion at(int step) const;

 private:
  using Counts = std::array<std::int32_t, kThresholdSteps + 1>;
  Counts road_{};  ///< Pixels above each threshold.
  Counts background_{};
  std::int64_t allRoad_ = 0;
  std::int64_t allBackground_ = 0;
};

}  // namespace macadam
