#include "eval/paired_difference.h"

#include "base/error.h"
#include "base/random.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

/// On a tile of 100 pixels with 20 of road.
Confusion found(std::int64_t road, std::int64_t wrong = 0) {
  return {.truePositives = road, .falsePositives = wrong, .falseNegatives = 20 - road, .trueNegatives = 80 - wrong};
}

std::vector<PairedCounts> someTiles(int count, std::uint64_t key) {
  RandomStream random(key, "some tiles");
  std::vector<PairedCounts> tiles;
  for (int i = 0; i < count; ++i) {
    const auto one = static_cast<std::int64_t>(random.below(21)), other = static_cast<std::int64_t>(random.below(21));
    tiles.push_back({found(one, static_cast<std::int64_t>(random.below(30))),
                     found(other, static_cast<std::int64_t>(random.below(30)))});
  }
  return tiles;
}

}  // namespace

TEST(PairedDifference, IsTheSecondsIouLessTheFirstsOfEachTileAndOfAllTogether) {
  // IoU 10/20 and 15/20, then 20/20 and 16/20; together 30/40 and 31/40.
  const PairedDifference difference =
      pairedDifference({{.first = found(10), .second = found(15)}, {.first = found(20), .second = found(16)}});
  ASSERT_EQ(difference.ofTiles.size(), 2u);
  EXPECT_DOUBLE_EQ(*difference.ofTiles[0], 0.25);
  EXPECT_NEAR(*difference.ofTiles[1], -0.2, 1e-12);
  EXPECT_NEAR(*difference.ofAll, 0.025, 1e-12);
  EXPECT_EQ(difference.tiles, 2u);
}

TEST(PairedDifference, OfTwoTilesTheIntervalReachesFromTheOneToTheOther) {
  // Of the four equally likely draws one holds the first tile twice and one the second: a quarter each, far more than
  // the 2.5 % that are cut off at either end.
  const PairedDifference difference =
      pairedDifference({{.first = found(10), .second = found(15)}, {.first = found(20), .second = found(16)}});
  ASSERT_TRUE(difference.interval);
  EXPECT_DOUBLE_EQ(difference.interval->low, -0.2);
  EXPECT_DOUBLE_EQ(difference.interval->high, 0.25);
}

TEST(PairedDifference, OfAHundredTilesTheIntervalIsThatOfTheirMean) {
  // One in four gains 0.5 and the others nothing: mean 0.125, deviation of the mean √(¼·¾)·0.5/10 = 0.02165, so that
  // 95 % lie within 1.96 times that: 0.0826 … 0.1674, in steps of 0.005.
  std::vector<PairedCounts> tiles;
  for (int i = 0; i < 100; ++i) tiles.push_back({found(10), found(i % 4 == 0 ? 20 : 10)});
  const PairedDifference difference = pairedDifference(tiles);
  EXPECT_DOUBLE_EQ(*difference.ofAll, 0.125);
  EXPECT_NEAR(difference.interval->low, 0.0826, 0.0051);
  EXPECT_NEAR(difference.interval->high, 0.1674, 0.0051);
}

TEST(PairedDifference, OfANetworkWithItselfIsNothing) {
  std::vector<PairedCounts> tiles = someTiles(12, 1);
  for (PairedCounts& tile : tiles) tile.second = tile.first;
  const PairedDifference difference = pairedDifference(tiles);
  EXPECT_EQ(difference.ofAll, 0.0);
  EXPECT_EQ(difference.interval, (PairedDifference::Interval{0.0, 0.0}));
  EXPECT_EQ(differenceText(difference), "IoU 0.0 points (95 % interval 0.0 to 0.0, bootstrap over 12 tiles)");
}

TEST(PairedDifference, ChangesItsSignWhereTheTwoChangePlaces) {
  for (std::uint64_t key = 0; key < 20; ++key) {
    std::vector<PairedCounts> tiles = someTiles(2 + static_cast<int>(key), key);
    const PairedDifference one = pairedDifference(tiles);
    for (PairedCounts& tile : tiles) std::swap(tile.first, tile.second);
    const PairedDifference other = pairedDifference(tiles);
    EXPECT_DOUBLE_EQ(*other.ofAll, -*one.ofAll) << key;
    EXPECT_NEAR(other.interval->low, -one.interval->high, 1e-12) << key;
    EXPECT_NEAR(other.interval->high, -one.interval->low, 1e-12) << key;
    EXPECT_LE(one.interval->low, one.interval->high) << key;
  }
}

TEST(PairedDifference, IsTheSameEachTimeItIsComputed) {
  const std::vector<PairedCounts> tiles = someTiles(9, 3);
  EXPECT_EQ(pairedDifference(tiles), pairedDifference(tiles));
  EXPECT_NE(pairedDifference(tiles, 1).interval, pairedDifference(tiles, 2).interval);
}

TEST(PairedDifference, TilesThatLabelNothingAreNotDrawn) {
  std::vector<PairedCounts> tiles = someTiles(5, 4);
  const PairedDifference without = pairedDifference(tiles);
  tiles.push_back({});
  const PairedDifference with = pairedDifference(tiles);
  EXPECT_EQ(with.tiles, 5u);
  EXPECT_EQ(with.interval, without.interval);
  EXPECT_EQ(with.ofTiles.back(), std::nullopt);
}

TEST(PairedDifference, ATileWithoutRoadHasNoneAndStillCounts) {
  const Confusion nothing{.trueNegatives = 100};
  const PairedDifference difference = pairedDifference({{nothing, nothing}, {.first = found(10), .second = found(15)}});
  EXPECT_EQ(difference.ofTiles.front(), std::nullopt);
  EXPECT_EQ(difference.tiles, 2u);
  EXPECT_EQ(difference.interval, (PairedDifference::Interval{0.25, 0.25}));
}

TEST(PairedDifference, NeedsTwoTilesForAnInterval) {
  const PairedDifference difference = pairedDifference({{.first = found(10), .second = found(15)}});
  EXPECT_EQ(difference.interval, std::nullopt);
  EXPECT_EQ(differenceText(difference), "IoU +25.0 points (no interval: that needs two tiles with labels)");
  EXPECT_EQ(differenceText(pairedDifference({})),
            "IoU has no difference: there is no road in truth or in one of the two");
}

TEST(PairedDifference, IsSaidInPointsWithItsInterval) {
  PairedDifference difference{.ofAll = 0.0231, .tiles = 24, .interval = PairedDifference::Interval{-0.0094, 0.0377}};
  EXPECT_EQ(differenceText(difference), "IoU +2.3 points (95 % interval −0.9 to +3.8, bootstrap over 24 tiles)");
}

TEST(PairedDifference, RefusesCountsAgainstOtherLabels) {
  EXPECT_THROW(pairedDifference({{.first = found(10), .second = {.truePositives = 9}}}), Error);
}

}  // namespace macadam
