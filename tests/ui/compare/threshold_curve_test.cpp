#include "ui/compare/threshold_curve.h"

#include "base/error.h"
#include "eval/road_metrics.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

/// Six pixels; the last one counts for nothing.
const cv::Mat kProbability = (cv::Mat_<float>(1, 6) << 0.9f, 0.6f, 0.4f, 0.7f, 0.1f, 0.95f);
const cv::Mat kMask = (cv::Mat_<uchar>(1, 6) << 1, 1, 1, 0, 0, 255);

}  // namespace

TEST(ThresholdCurve, CountsAtEveryThreshold) {
  const ThresholdCurve curve(toStoredProbability(kProbability), kMask);
  EXPECT_EQ(curve.at(0), (Confusion{3, 2, 0, 0}));
  EXPECT_EQ(curve.at(100), (Confusion{2, 1, 1, 1}));  // 0.5
  EXPECT_EQ(curve.at(130), (Confusion{1, 1, 2, 1}));  // 0.65
  EXPECT_EQ(curve.at(160), (Confusion{1, 0, 2, 2}));  // 0.8
  EXPECT_EQ(curve.at(200), (Confusion{0, 0, 3, 2}));
}

TEST(ThresholdCurve, GivesTheScoresOfThatThreshold) {
  const RoadMetrics metrics = roadMetrics(ThresholdCurve(toStoredProbability(kProbability), kMask).at(100));
  EXPECT_DOUBLE_EQ(*metrics.iou, 0.5);
  EXPECT_DOUBLE_EQ(*metrics.precision, 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(*metrics.recall, 2.0 / 3.0);
}

TEST(ThresholdCurve, AgreesWithTheRoadThatIsPainted) {
  cv::Mat all(1, 65536, CV_16UC1);
  for (int i = 0; i < 65536; ++i) all.at<std::uint16_t>(i) = static_cast<std::uint16_t>(i);
  const ThresholdCurve curve(all, cv::Mat::ones(1, 65536, CV_8UC1));
  for (int step = 0; step <= kThresholdSteps; ++step) {
    ASSERT_EQ(curve.at(step).truePositives, cv::countNonZero(roadAbove(all, step))) << step;
  }
}

TEST(ThresholdCurve, RefusesAMaskOfAnotherSize) {
  EXPECT_THROW(ThresholdCurve(toStoredProbability(kProbability), cv::Mat::zeros(2, 6, CV_8UC1)), Error);
}

}  // namespace macadam
