#include "ui/annotate/label_tiles.h"

#include <gtest/gtest.h>

#include <array>

namespace macadam {
namespace {

constexpr LabelPixel kRoad{1, 0}, kUnknown{255, 0};

LabelShares shares(int road, int byHand, int accepted, int unknown) {
  return {std::uint8_t(road), std::uint8_t(byHand), std::uint8_t(accepted), std::uint8_t(unknown)};
}

LabelShares cellOf(LabelTiles& tiles, int level, int x, int y) {
  cv::Mat cells;
  tiles.copy(level, {x, y, 1, 1}, cells);
  return cells.at<LabelShares>(0, 0);
}

cv::Mat all(LabelTiles& tiles, int level) {
  cv::Mat cells;
  tiles.copy(level, {{}, tiles.sizeAt(level)}, cells);
  return cells;
}

bool equal(const cv::Mat& left, const cv::Mat& right) {
  return left.size() == right.size() && cv::norm(left, right, cv::NORM_INF) == 0;
}

}  // namespace

TEST(LabelTiles, AreThePixelsAtFullSize) {
  LabelPlane plane({600, 300});
  plane.paint(Region::of(cv::Rect(250, 10, 20, 3)), kRoad);
  plane.paint(Region::of(cv::Rect(500, 299, 100, 1)), kUnknown);
  LabelTiles tiles(plane);
  EXPECT_EQ(tiles.sizeAt(0), cv::Size(600, 300));
  EXPECT_EQ(cellOf(tiles, 0, 249, 10), shares(0, 0, 0, 0));
  EXPECT_EQ(cellOf(tiles, 0, 250, 10), shares(255, 0, 0, 0));
  EXPECT_EQ(cellOf(tiles, 0, 269, 12), shares(255, 0, 0, 0));
  EXPECT_EQ(cellOf(tiles, 0, 270, 12), shares(0, 0, 0, 0));
  EXPECT_EQ(cellOf(tiles, 0, 599, 299), shares(0, 0, 0, 255));
}

TEST(LabelTiles, SmallerOnesTellWhatShareOfACellIsRoad) {
  LabelPlane plane({600, 300});
  plane.paint(Region::of(cv::Rect(254, 8, 5, 2)), kRoad);  // over the seam of two blocks
  LabelTiles tiles(plane);
  EXPECT_EQ(tiles.sizeAt(2), cv::Size(150, 75));
  EXPECT_EQ(cellOf(tiles, 2, 63, 2), shares(64, 0, 0, 0)) << "4 of 16 pixels";
  EXPECT_EQ(cellOf(tiles, 2, 64, 2), shares(96, 0, 0, 0)) << "6 of 16 pixels";
  EXPECT_EQ(cellOf(tiles, 2, 65, 2), shares(0, 0, 0, 0));
  EXPECT_EQ(cellOf(tiles, 1, 127, 4), shares(255, 0, 0, 0));
}

TEST(LabelTiles, CellsAtTheEdgeCountThePixelsThatThereAre) {
  LabelPlane plane({601, 301});
  plane.paint(Region::of(cv::Rect(600, 300, 1, 1)), kRoad);
  LabelTiles tiles(plane);
  EXPECT_EQ(tiles.sizeAt(3), cv::Size(76, 38));
  EXPECT_EQ(cellOf(tiles, 3, 75, 37), shares(51, 0, 0, 0)) << "1 of 1 × 5 pixels";
}

TEST(LabelTiles, FollowTheWholePlaneAtItsCoarsest) {
  LabelPlane plane({70'000, 300});
  plane.paint(Region::of(cv::Rect(69'888, 0, 112, 256)), kRoad);
  LabelTiles tiles(plane);
  EXPECT_EQ(tiles.sizeAt(8), cv::Size(274, 2));
  EXPECT_EQ(cellOf(tiles, 8, 273, 0), shares(255, 0, 0, 0));
  EXPECT_EQ(cellOf(tiles, 8, 272, 0), shares(0, 0, 0, 0));
}

TEST(LabelTiles, TellRoadsByWhereTheyAreFrom) {
  LabelPlane plane({8, 1});
  const std::array<LabelPixel, 7> pixels{{{1, 0}, {1, 1}, {1, 2}, {1, 9}, {0, 1}, {255, 0}, {255, 1}}};
  for (int x = 0; x < 7; ++x) plane.paint(Region::of(cv::Rect(x, 0, 1, 1)), pixels[x]);
  LabelTiles tiles(plane);
  EXPECT_EQ(cellOf(tiles, 0, 3, 0), shares(255, 0, 0, 0));
  tiles.setShares(sharesBySource);
  EXPECT_EQ(cellOf(tiles, 0, 0, 0), shares(255, 0, 0, 0));
  EXPECT_EQ(cellOf(tiles, 0, 1, 0), shares(0, 255, 0, 0));
  EXPECT_EQ(cellOf(tiles, 0, 2, 0), shares(0, 0, 255, 0));
  EXPECT_EQ(cellOf(tiles, 0, 3, 0), shares(0, 0, 255, 0));
  EXPECT_EQ(cellOf(tiles, 0, 4, 0), shares(0, 90, 0, 0)) << "background that a person made";
  EXPECT_EQ(cellOf(tiles, 0, 5, 0), shares(0, 0, 0, 255));
  EXPECT_EQ(cellOf(tiles, 0, 6, 0), shares(0, 90, 0, 255));
  EXPECT_EQ(cellOf(tiles, 0, 7, 0), shares(0, 0, 0, 0));
}

TEST(LabelTiles, AfterEditsEqualThoseMadeAnew) {
  cv::RNG random(7);
  LabelPlane plane({1500, 1100});
  LabelTiles tiles(plane);
  for (int step = 0; step < 40; ++step) {
    const cv::Rect where(random.uniform(-50, 1500), random.uniform(-50, 1100), random.uniform(1, 400),
                         random.uniform(1, 300));
    const std::uint8_t labels[] = {0, 1, 255};
    tiles.invalidate(
        plane.paint(Region::of(where), {labels[random.uniform(0, 3)], std::uint8_t(random.uniform(0, 3))}));
    const int level = random.uniform(0, 6);
    LabelTiles fresh(plane);
    ASSERT_TRUE(equal(all(tiles, level), all(fresh, level))) << "step " << step << ", level " << level;
  }
}

TEST(LabelTiles, AnEditMakesAnewOnlyTheBlocksThatItTouched) {
  LabelPlane plane({2048, 2048});
  plane.paint(Region::of(cv::Rect(0, 0, 2048, 7)), kRoad);
  plane.paint(Region::of(cv::Rect(0, 0, 7, 2048)), kRoad);
  LabelTiles tiles(plane);
  all(tiles, 3);
  const std::int64_t before = tiles.cellsMade();
  tiles.invalidate(plane.paint(Region::of(cv::Rect(1000, 1000, 40, 40)), kRoad));
  all(tiles, 3);
  EXPECT_EQ(tiles.cellsMade() - before, 4 * 32 * 32) << "the four blocks around (1024, 1024), a cell for 8×8 pixels";
  all(tiles, 3);
  EXPECT_EQ(tiles.cellsMade() - before, 4 * 32 * 32);
}

TEST(LabelTiles, UniformPartsCostNothing) {
  LabelPlane plane({16'000, 16'000}, kUnknown);
  LabelTiles tiles(plane);
  EXPECT_EQ(tiles.uniform(0, {100, 100, 1500, 1000}), shares(0, 0, 0, 255));
  EXPECT_EQ(cellOf(tiles, 4, 500, 500), shares(0, 0, 0, 255));
  EXPECT_EQ(cellOf(tiles, 0, 9000, 9000), shares(0, 0, 0, 255));
  EXPECT_EQ(tiles.cellsMade(), 0);
  EXPECT_LE(tiles.bytes(), 4096);
  plane.paint(Region::of(cv::Rect(9000, 9000, 1, 1)), kRoad);
  tiles.invalidate({8960, 8960, 256, 256});
  EXPECT_EQ(cellOf(tiles, 0, 9000, 9000), shares(255, 0, 0, 0));
  EXPECT_EQ(tiles.uniform(0, {8900, 8900, 200, 200}), std::nullopt);
}

TEST(LabelTiles, KeepWithinTheirBudget) {
  LabelPlane plane({16'384, 12'288});
  plane.paint(Region::of(cv::Rect(0, 0, 16'384, 12'288)), kUnknown);
  for (int x = 0; x < 16'384; x += 128) plane.paint(Region::of(cv::Rect(x, 0, 3, 12'288)), kRoad);
  LabelTiles tiles(plane);
  for (int y = 0; y < 12'288; y += 256) {
    cv::Mat cells;
    tiles.copy(0, {0, y, 16'384, 1}, cells);
  }
  EXPECT_LE(tiles.bytes(), qsizetype(LabelTiles::kBudgetMebibytes) << 20);
  EXPECT_EQ(cellOf(tiles, 0, 1, 1), shares(255, 0, 0, 0));
}

}  // namespace macadam
