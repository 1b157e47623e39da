#include "ui/widgets/plot/plot_ranges.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

CurveSeries seriesOf(const std::vector<PlotPoint>& points) {
  CurveSeries series;
  for (const PlotPoint& point : points) series.append(point.x, point.y);
  return series;
}

constexpr PlotExtent kAll{0, 100};

}  // namespace

TEST(PlotRanges, ReachFromTheFirstToTheLastPointOfAllCurves) {
  const CurveSeries early = seriesOf({{2, 0}, {5, 0}});
  const CurveSeries late = seriesOf({{4, 0}, {9, 0}});
  const CurveSeries none;
  EXPECT_EQ(wholeX({&late, &none, &early}), (PlotExtent{2, 9}));
}

TEST(PlotRanges, AreOneWideWithoutPointsAndAroundASingleOne) {
  const CurveSeries one = seriesOf({{7, 3}});
  EXPECT_EQ(wholeX({}), (PlotExtent{0, 1}));
  EXPECT_EQ(wholeX({&one}), (PlotExtent{6.5, 7.5}));
}

TEST(PlotRanges, LeaveAHundredthOfRoomForMarksOnEachSide) {
  const PlotExtent drawn = withRoomForMarks({100, 300});
  EXPECT_DOUBLE_EQ(drawn.low, 98);
  EXPECT_DOUBLE_EQ(drawn.high, 302);
}

TEST(PlotRanges, OfValuesAreThoseInViewWithAMargin) {
  const CurveSeries curve = seriesOf({{0, 1000}, {1, 10}, {2, 110}, {3, -1000}});
  const PlotExtent range = valueRange({&curve}, {1, 2}, PlotScale::Linear, false);
  EXPECT_DOUBLE_EQ(range.low, 4);  // 6 % of 100 below 10
  EXPECT_DOUBLE_EQ(range.high, 116);
}

TEST(PlotRanges, OfOneValueReachHalfOfItToEachSide) {
  const CurveSeries curve = seriesOf({{0, -4}});
  const CurveSeries zero = seriesOf({{0, 0}});
  EXPECT_EQ(valueRange({&curve}, kAll, PlotScale::Linear, false), (PlotExtent{-6, -2}));
  EXPECT_EQ(valueRange({&zero}, kAll, PlotScale::Linear, false), (PlotExtent{-1, 1}));
}

TEST(PlotRanges, OnALogarithmicScaleHaveAMarginOfItsFactor) {
  const CurveSeries curve = seriesOf({{0, -5}, {1, 1}, {2, 1e50}});
  const PlotExtent range = valueRange({&curve}, kAll, PlotScale::Logarithmic, false);
  EXPECT_NEAR(range.low, 1e-3, 1e-12);  // 6 % of 50 decades
  EXPECT_NEAR(range.high / 1e53, 1.0, 1e-9);
  const CurveSeries one = seriesOf({{0, 8}});
  EXPECT_EQ(valueRange({&one}, kAll, PlotScale::Logarithmic, false), (PlotExtent{4, 16}));
}

TEST(PlotRanges, OfPercentagesEndWhereTheseEnd) {
  const CurveSeries whole = seriesOf({{0, 0}, {1, 100}});
  const CurveSeries beyond = seriesOf({{0, -10}, {1, 110}});
  EXPECT_EQ(valueRange({&whole}, kAll, PlotScale::Linear, true), (PlotExtent{0, 100}));
  EXPECT_EQ(valueRange({&beyond}, kAll, PlotScale::Linear, true), (PlotExtent{-10, 110}));
}

TEST(PlotRanges, WithoutValuesAreOfTheScale) {
  EXPECT_EQ(valueRange({}, kAll, PlotScale::Linear, false), (PlotExtent{0, 1}));
  EXPECT_EQ(valueRange({}, kAll, PlotScale::Logarithmic, false), (PlotExtent{0.1, 1}));
}

}  // namespace macadam
