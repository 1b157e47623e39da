#include "annotate/shapes.h"

#include <gtest/gtest.h>

#include <random>

namespace macadam {
namespace {

using Spans = std::vector<Span>;

TEST(Shapes, ADiscHasThePixelsWhoseCentreIsInside) {
  EXPECT_EQ(disc({3.5, 3.5}, 7).spans(),
            (Spans{{0, 2, 5}, {1, 1, 6}, {2, 0, 7}, {3, 0, 7}, {4, 0, 7}, {5, 1, 6}, {6, 2, 5}}));
  EXPECT_EQ(disc({2, 2}, 2).spans(), (Spans{{1, 1, 3}, {2, 1, 3}}));
}

TEST(Shapes, ABrushOfOnePixelPaintsThePixelUnderTheCursor) {
  EXPECT_EQ(disc({4.5, 2.5}, 1).spans(), (Spans{{2, 4, 5}}));
  EXPECT_EQ(disc({4.0, 2.0}, 1).spans(), (Spans{{2, 4, 5}}));
  EXPECT_EQ(disc({-0.3, 2.9}, 0.5).spans(), (Spans{{2, -1, 0}}));
}

TEST(Shapes, ALineOfOnePixelHasNoGap) {
  EXPECT_EQ(capsule({0.5, 0.5}, {3.5, 0.5}, 1).spans(), (Spans{{0, 0, 4}}));
  EXPECT_EQ(capsule({0.5, 0.5}, {3.5, 3.5}, 1).spans(), (Spans{{0, 0, 1}, {1, 1, 2}, {2, 2, 3}, {3, 3, 4}}));
}

TEST(Shapes, ACapsuleHasThePixelsNearTheLine) {
  EXPECT_EQ(capsule({2.5, 2.5}, {6.5, 2.5}, 3).spans(), (Spans{{1, 1, 8}, {2, 1, 8}, {3, 1, 8}}));
  std::mt19937 random(3);
  std::uniform_real_distribution<double> place(0.0, 40.0), width(2.0, 12.0);
  for (int round = 0; round < 100; ++round) {
    const cv::Point2d from(place(random), place(random)), to(place(random), place(random));
    const double diameter = width(random);
    const Region region = capsule(from, to, diameter);
    for (int y = -10; y < 50; ++y) {
      for (int x = -10; x < 50; ++x) {
        const cv::Point2d centre(x + 0.5, y + 0.5), along = to - from;
        const double share = std::clamp((centre - from).dot(along) / along.dot(along), 0.0, 1.0);
        const double away = cv::norm(centre - (from + along * share));
        ASSERT_EQ(region.contains({x, y}), away <= diameter / 2) << x << "," << y << " is " << away << " away";
      }
    }
  }
}

TEST(Shapes, APolygonHasThePixelsWhoseCentreIsInside) {
  EXPECT_EQ(polygon({{1, 1}, {4, 1}, {4, 3}, {1, 3}}).spans(), (Spans{{1, 1, 4}, {2, 1, 4}}));
  EXPECT_EQ(polygon({{0, 0}, {4, 0}, {0, 4}}).spans(), (Spans{{0, 0, 3}, {1, 0, 2}, {2, 0, 1}}));
  EXPECT_TRUE(polygon({{0, 0}, {9, 9}}).isEmpty());
}

TEST(Shapes, APolygonThatCrossesItselfIsEmptyWhereItGoesAroundTwice) {
  EXPECT_EQ(polygon({{0, 0}, {6, 0}, {6, 1}, {2, 1}, {2, 0}, {4, 0}, {4, 1}, {0, 1}}).spans(),
            (Spans{{0, 0, 2}, {0, 4, 6}}));
}

TEST(Shapes, PolygonsWithACommonEdgeShareNoPixelAndLeaveNoneOut) {
  std::mt19937 random(5);
  std::uniform_int_distribution<int> place(2, 38);
  for (int round = 0; round < 50; ++round) {
    const cv::Point2d middle(place(random) / 2.0, place(random) / 2.0);
    const std::vector<cv::Point2d> corners{{0, 0}, {20, 0}, {20, 20}, {0, 20}};
    Region all;
    std::int64_t pixels = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const Region part = polygon({corners[i], corners[(i + 1) % 4], middle});
      pixels += part.area();
      all = all.united(part);
    }
    EXPECT_EQ(pixels, 400);
    EXPECT_EQ(all, Region::of(cv::Rect(0, 0, 20, 20)));
  }
}

TEST(Shapes, ARoadLineIsTheCapsulesOfItsPieces) {
  EXPECT_EQ(roadLine({{1.5, 1.5}, {5.5, 1.5}, {5.5, 5.5}}, 1).spans(),
            (Spans{{1, 1, 6}, {2, 5, 6}, {3, 5, 6}, {4, 5, 6}, {5, 5, 6}}));
  EXPECT_EQ(roadLine({{1, 2}, {9, 4}, {7, 30}}, 6), capsule({1, 2}, {9, 4}, 6).united(capsule({9, 4}, {7, 30}, 6)));
  EXPECT_EQ(roadLine({{3.5, 3.5}}, 7), disc({3.5, 3.5}, 7));
  EXPECT_TRUE(roadLine({}, 7).isEmpty());
}

TEST(Shapes, CostGoesWithTheOutline) {
  EXPECT_EQ(disc({8000, 8000}, 2000).spans().size(), 2000u);
  EXPECT_EQ(polygon({{0, 0}, {16000, 0}, {0, 16000}}).area(), 127'992'000);
}

}  // namespace
}  // namespace macadam
