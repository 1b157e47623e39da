#include "ui/widgets/plot/curve_series.h"

#include "ui/widgets/plot/smoothed_series.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace macadam {
namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

CurveSeries seriesOf(const std::vector<double>& values) {
  CurveSeries series;
  for (std::size_t i = 0; i < values.size(); ++i) series.append(static_cast<double>(i), values[i]);
  return series;
}

/// A thousand ones, with one low and one high value among them.
CurveSeries flatWithTwoPeaks() {
  std::vector<double> values(1000, 1.0);
  values[437] = -3.0;
  values[438] = 9.0;
  return seriesOf(values);
}

}  // namespace

TEST(CurveSeries, ACopyKeepsWhatItHadWhenTheFirstGrows) {
  CurveSeries series = seriesOf({1.0, 2.0});
  const CurveSeries copy = series;
  series.append(2.0, 3.0);
  EXPECT_EQ(copy.size(), 2u);
  EXPECT_EQ(series.size(), 3u);
  EXPECT_TRUE(series.beginsWith(copy));
  EXPECT_FALSE(copy.beginsWith(series));
}

TEST(CurveSeries, FewPointsAreDrawnAsTheyAre) {
  const CurveSeries series = seriesOf({1.0, 2.0, 3.0, 4.0});
  const std::vector<PlotPoint> expected{{0, 1}, {1, 2}, {2, 3}, {3, 4}};
  EXPECT_EQ(series.thinned(0.0, 3.0, 100, PlotScale::Linear), expected);
}

TEST(CurveSeries, OnePointBeyondEachSideLetsLinesRunOffTheEdges) {
  const CurveSeries series = seriesOf({1.0, 2.0, 3.0, 4.0, 5.0, 6.0});
  const std::vector<PlotPoint> expected{{1, 2}, {2, 3}, {3, 4}, {4, 5}};
  EXPECT_EQ(series.thinned(1.5, 3.5, 100, PlotScale::Linear), expected);
}

TEST(CurveSeries, ThinningKeepsTheLowestAndTheHighestOfEachColumn) {
  CurveSeries series;
  for (int i = 0; i < 40; ++i) series.append(i, i % 10);  // four columns of 0 … 9
  const std::vector<PlotPoint> expected{{0, 0}, {9, 9}, {10, 0}, {19, 9}, {20, 0}, {29, 9}, {30, 0}, {39, 9}};
  EXPECT_EQ(series.thinned(0.0, 40.0, 4, PlotScale::Linear), expected);
}

TEST(CurveSeries, NoPeakIsLostHoweverNarrow) {
  const std::vector<PlotPoint> points = flatWithTwoPeaks().thinned(0.0, 999.0, 10, PlotScale::Linear);
  EXPECT_LE(points.size(), 20u);
  EXPECT_TRUE(std::ranges::count(points, PlotPoint{437, -3}) == 1);
  EXPECT_TRUE(std::ranges::count(points, PlotPoint{438, 9}) == 1);
}

TEST(CurveSeries, ExtremesOfEveryRangeEqualThoseOfPlainSearch) {
  CurveSeries series;
  std::vector<double> values;
  for (int i = 0; i < 5000; ++i) {
    values.push_back(std::sin(0.7 * i) * (i % 137));
    series.append(i, values.back());
  }
  for (const auto& [from, to] :
       std::vector<std::pair<int, int>>{{0, 4999}, {1, 17}, {15, 16}, {250, 4100}, {4095, 4097}}) {
    const auto [low, high] = std::minmax_element(values.begin() + from, values.begin() + to + 1);
    EXPECT_EQ(series.valueExtent(from, to, PlotScale::Linear), (PlotExtent{*low, *high})) << from << " to " << to;
  }
}

TEST(CurveSeries, GapsStayGaps) {
  const CurveSeries series = seriesOf({1.0, kGap, 3.0});
  const std::vector<PlotPoint> points = series.thinned(0.0, 2.0, 100, PlotScale::Linear);
  ASSERT_EQ(points.size(), 3u);
  EXPECT_TRUE(std::isnan(points[1].y));
}

TEST(CurveSeries, GapsStayGapsWhenThinned) {
  std::vector<double> values(1000, 1.0);
  for (int i = 500; i < 600; ++i) values[static_cast<std::size_t>(i)] = kGap;
  const std::vector<PlotPoint> points = seriesOf(values).thinned(0.0, 1000.0, 10, PlotScale::Linear);
  ASSERT_EQ(points.size(), 10u);
  EXPECT_EQ(points[4].y, 1.0);
  EXPECT_TRUE(std::isnan(points[5].y));
  EXPECT_EQ(points[6].y, 1.0);
}

TEST(CurveSeries, ALogarithmicScaleShowsPositiveValuesOnly) {
  const CurveSeries series = seriesOf({0.0, 10.0, -5.0, 0.1});
  EXPECT_EQ(series.valueExtent(0.0, 3.0, PlotScale::Logarithmic), (PlotExtent{0.1, 10.0}));
  EXPECT_TRUE(std::isnan(series.thinned(0.0, 3.0, 100, PlotScale::Logarithmic)[2].y));
  EXPECT_EQ(seriesOf({0.0, -1.0}).valueExtent(0.0, 1.0, PlotScale::Logarithmic), std::nullopt);
}

TEST(CurveSeries, ALogarithmicScaleThinsByTheLowestPositiveValue) {
  std::vector<double> values(1000, 1.0);
  values[10] = -2.0;
  values[20] = 0.001;
  const std::vector<PlotPoint> points = seriesOf(values).thinned(0.0, 1000.0, 1, PlotScale::Logarithmic);
  ASSERT_EQ(points.size(), 2u);
  EXPECT_EQ(points[0], (PlotPoint{0, 1}));
  EXPECT_EQ(points[1], (PlotPoint{20, 0.001}));
}

TEST(CurveSeries, ForgetsItsEndAndGoesOn) {
  CurveSeries series = flatWithTwoPeaks();
  series.truncate(400);
  EXPECT_EQ(series.size(), 400u);
  EXPECT_EQ(series.valueExtent(0.0, 1000.0, PlotScale::Linear), (PlotExtent{1.0, 1.0}));
  for (int i = 400; i < 700; ++i) series.append(i, i == 512 ? 7.0 : 2.0);
  EXPECT_EQ(series.valueExtent(0.0, 1000.0, PlotScale::Linear), (PlotExtent{1.0, 7.0}));
}

TEST(CurveSeries, ABreakDividesTheLineAndIsNeverRead) {
  CurveSeries series = seriesOf({1.0, 2.0});
  series.appendBreak(2.0);
  series.append(2.0, 9.0);
  EXPECT_TRUE(series.isBreak(2));
  EXPECT_FALSE(series.isBreak(3));
  EXPECT_TRUE(std::isnan(series.thinned(0.0, 2.0, 100, PlotScale::Linear)[2].y));
  EXPECT_EQ(series.nearest(1.7), (PlotPoint{2, 9}));
  EXPECT_EQ(series.nearest(2.0), (PlotPoint{2, 9}));
  EXPECT_EQ(series.nearest(1.2), (PlotPoint{1, 2}));
  series.truncate(2);
  series.append(2.0, 3.0);
  EXPECT_FALSE(series.isBreak(2));
}

TEST(SmoothedSeries, BeginsAnewBehindABreak) {
  CurveSeries series = seriesOf({4.0, 0.0});
  series.appendBreak(2.0);
  series.append(2.0, 10.0);
  SmoothedSeries smoothed(0.5);
  smoothed.follow(series);
  EXPECT_EQ(smoothed.points().at(3), (PlotPoint{2, 10}));
}

TEST(CurveSeries, ReadsTheNearestPointWithinTheCurve) {
  const CurveSeries series = seriesOf({5.0, 6.0, kGap});
  EXPECT_EQ(series.nearest(0.4), (PlotPoint{0, 5}));
  EXPECT_EQ(series.nearest(0.6), (PlotPoint{1, 6}));
  EXPECT_EQ(series.nearest(2.0), std::nullopt);
  EXPECT_EQ(series.nearest(-0.1), std::nullopt);
  EXPECT_EQ(series.nearest(2.1), std::nullopt);
  EXPECT_EQ(CurveSeries().nearest(0.0), std::nullopt);
}

}  // namespace macadam
