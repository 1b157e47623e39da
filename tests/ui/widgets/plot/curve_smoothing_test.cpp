#include "ui/widgets/plot/curve_smoothing.h"

#include "support/wait_for.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

PlotCurve curveOf(const std::vector<PlotPoint>& points) {
  PlotCurve curve;
  for (const PlotPoint& point : points) curve.points.append(point.x, point.y);
  return curve;
}

/// So long that it is smoothed in the background: a hundred thousand zeros, then ones.
PlotCurve longCurve() {
  PlotCurve curve;
  for (int i = 0; i < 100'000; ++i) curve.points.append(i, 0.0);
  curve.points.append(100'000, 1.0);
  return curve;
}

}  // namespace

class CurveSmoothingTest : public testing::Test {
 protected:
  double last(std::size_t curve) const {
    const CurveSeries& points = smoothing_.shownPoints(curves_[curve]);
    return points.at(points.size() - 1).y;
  }

  std::vector<SmoothedCurve> curves_{2};
  int arrived_ = 0;
  CurveSmoothing smoothing_{curves_, [this] { ++arrived_; }};
};

TEST_F(CurveSmoothingTest, SmoothsShortCurvesAtOnceAndAsTheyGrow) {
  smoothing_.replace(curves_[0], curveOf({{0, 4}, {1, 1}}));
  EXPECT_EQ(last(0), 1.0);
  EXPECT_TRUE(smoothing_.setWeight(0.5));
  EXPECT_DOUBLE_EQ(last(0), 2.0);  // 1.5 / 0.75
  smoothing_.grow(curves_[0], [](CurveSeries& points) { points.append(2, 2); });
  EXPECT_DOUBLE_EQ(last(0), 2.0);  // 1.75 / 0.875
  EXPECT_EQ(curves_[0].curve.points.at(1).y, 1.0) << "the values themselves stay";
  EXPECT_TRUE(smoothing_.setWeight(0.0));
  EXPECT_FALSE(smoothing_.isSmoothed(curves_[0]));
  EXPECT_FALSE(smoothing_.setWeight(0.0));
}

TEST_F(CurveSmoothingTest, LeavesCurvesThatItIsNotFor) {
  PlotCurve scores = curveOf({{0, 4}, {1, 1}});
  scores.smooths = false;
  smoothing_.setWeight(0.5);
  smoothing_.replace(curves_[0], scores);
  EXPECT_FALSE(smoothing_.isSmoothed(curves_[0]));
  EXPECT_EQ(last(0), 1.0);
}

TEST_F(CurveSmoothingTest, BeginsAnewWithOtherPoints) {
  smoothing_.setWeight(0.5);
  smoothing_.replace(curves_[0], curveOf({{0, 4}, {1, 1}}));
  smoothing_.replace(curves_[0], curveOf({{0, 8}, {1, 2}}));
  EXPECT_DOUBLE_EQ(last(0), 4.0);  // 3 / 0.75
}

TEST_F(CurveSmoothingTest, ShowsLongCurvesAsTheyWereUntilTheyAreSmoothed) {
  smoothing_.replace(curves_[0], longCurve());
  smoothing_.replace(curves_[1], longCurve());
  smoothing_.setWeight(0.75);
  EXPECT_EQ(last(0), 1.0);
  smoothing_.grow(curves_[1], [](CurveSeries& points) { points.append(100'001, 1.0); });
  ASSERT_TRUE(waitFor([this] { return arrived_ > 0; }));
  EXPECT_DOUBLE_EQ(last(0), 0.25);
  EXPECT_DOUBLE_EQ(last(1), 0.4375) << "with what came meanwhile: 0.75 × 0.25 + 0.25";
}

}  // namespace macadam
