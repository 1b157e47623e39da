#include "annotate/tile_doubt.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

std::vector<std::string> namesOf(const std::vector<TileDoubt>& tiles) {
  std::vector<std::string> names;
  for (const TileDoubt& tile : tiles) names.push_back(tile.tile);
  return names;
}

TEST(TileDoubt, CountsWhereNetworksDiffer) {
  const cv::Mat one = (cv::Mat_<float>(1, 4) << 0.9F, 0.9F, 0.1F, 0.1F);
  const cv::Mat two = (cv::Mat_<float>(1, 4) << 0.9F, 0.1F, 0.1F, 0.5F);
  EXPECT_DOUBLE_EQ(measureDoubt("a", "s", {one, two}).disagreement, 0.5);
  EXPECT_DOUBLE_EQ(measureDoubt("a", "s", {one}).disagreement, 0.0);
}

TEST(TileDoubt, EntropyIsABitWhereTheMeanIsUndecided) {
  const cv::Mat one = (cv::Mat_<float>(1, 2) << 1.0F, 1.0F), two = (cv::Mat_<float>(1, 2) << 0.0F, 1.0F);
  EXPECT_DOUBLE_EQ(measureDoubt("a", "s", {one, two}).entropy, 0.5);
  const cv::Mat quarter(1, 1, CV_32FC1, cv::Scalar(0.25));
  EXPECT_NEAR(measureDoubt("a", "s", {quarter}).entropy, 0.811278, 1e-6);
}

TEST(TileDoubt, IouIsThatOfTheMeanWithoutUnknownPixels) {
  const cv::Mat mean = (cv::Mat_<float>(1, 5) << 0.9F, 0.9F, 0.1F, 0.1F, 0.9F);
  const cv::Mat mask = (cv::Mat_<std::uint8_t>(1, 5) << 1, 0, 1, 0, 255);
  EXPECT_DOUBLE_EQ(measureDoubt("a", "s", {mean}, mask).iou.value(), 1.0 / 3);
  EXPECT_FALSE(measureDoubt("a", "s", {mean}).iou);
  EXPECT_FALSE(measureDoubt("a", "s", {cv::Mat::zeros(1, 5, CV_32FC1)}, cv::Mat::zeros(1, 5, CV_8UC1)).iou);
}

TEST(TileDoubt, UnknownPixelsCountNowhere) {
  const cv::Mat one = (cv::Mat_<float>(1, 2) << 0.9F, 0.0F), two = (cv::Mat_<float>(1, 2) << 0.1F, 0.0F);
  const cv::Mat mask = (cv::Mat_<std::uint8_t>(1, 2) << 255, 0);
  EXPECT_DOUBLE_EQ(measureDoubt("a", "s", {one, two}, mask).disagreement, 0.0);
  EXPECT_DOUBLE_EQ(measureDoubt("a", "s", {one, two}, mask).entropy, 0.0);
  const TileDoubt nothing = measureDoubt("a", "s", {one}, cv::Mat(1, 2, CV_8UC1, cv::Scalar(255)));
  EXPECT_EQ(nothing.entropy, 0.0);
  EXPECT_FALSE(nothing.iou);
}

TEST(RankTiles, TakesEachScenesWorstBeforeAnyScenesSecond) {
  const std::vector<TileDoubt> tiles{
      {.tile = "a1", .scene = "a", .disagreement = 0.09}, {.tile = "a2", .scene = "a", .disagreement = 0.08},
      {.tile = "a3", .scene = "a", .disagreement = 0.07}, {.tile = "b1", .scene = "b", .disagreement = 0.01},
      {.tile = "b2", .scene = "b", .disagreement = 0.05}, {.tile = "c1", .scene = "c", .disagreement = 0.06}};
  EXPECT_EQ(namesOf(rankTiles(tiles, RankBy::Disagreement)),
            (std::vector<std::string>{"a1", "c1", "b2", "a2", "b1", "a3"}));
}

TEST(RankTiles, ByIouIsWorstFirstAndLeavesOutTilesWithout) {
  const std::vector<TileDoubt> tiles{{.tile = "good", .scene = "a", .iou = 0.8},
                                     {.tile = "none", .scene = "b"},
                                     {.tile = "bad", .scene = "c", .iou = 0.1}};
  EXPECT_EQ(namesOf(rankTiles(tiles, RankBy::WorstIou)), (std::vector<std::string>{"bad", "good"}));
  EXPECT_EQ(rankTiles(tiles, RankBy::Entropy).size(), 3u);
}

}  // namespace
}  // namespace macadam
