#include "runs/curve_chart.h"

#include <gtest/gtest.h>

#include <cmath>

namespace macadam {

TEST(CurveChart, ThinsByTheMeanOfNeighboursAndLeavesOutWhatIsNotFinite) {
  const std::vector<CurvePoint> points{{1, 2}, {2, 4}, {3, std::nan("")}, {4, 10}, {5, 20}};
  EXPECT_EQ(thinned(points, 2), (std::vector<CurvePoint>{{1.5, 3}, {4.5, 15}}));
  EXPECT_EQ(thinned({{1, 2}, {2, 4}}, 10), (std::vector<CurvePoint>{{1, 2}, {2, 4}}));
}

TEST(CurveChart, PutsTicksAtRoundValuesThatCoverTheData) {
  EXPECT_EQ(axisTicks(72.0, 5), (std::vector<double>{0, 20, 40, 60, 80}));
  EXPECT_EQ(axisTicks(1.0, 4), (std::vector<double>{0, 0.25, 0.5, 0.75, 1.0}));
  EXPECT_EQ(axisTicks(0.0, 1), (std::vector<double>{0, 1}));
}

TEST(CurveChart, DrawsFromTheOriginToTheCorner) {
  const Chart chart{.title = "IoU", .yDecimals = 1, .curves = {{.label = "a < b", .points = {{0, 0}, {500, 100}}}}};
  const std::string svg = toSvg(chart);
  EXPECT_NE(svg.find("d=\"M46.0 260.0L510.0 34.0\""), std::string::npos) << svg;
  EXPECT_NE(svg.find("data-values=\"0,0.0 500,100.0\""), std::string::npos);
  EXPECT_NE(svg.find("data-label=\"a &lt; b\""), std::string::npos);
}

TEST(CurveChart, WithoutDataIsAnEmptyFrame) {
  const std::string svg = toSvg({.title = "Loss", .curves = {{.label = "nothing yet"}}});
  EXPECT_EQ(svg.find("<path"), std::string::npos);
  EXPECT_NE(svg.find("Loss"), std::string::npos);
}

}  // namespace macadam
