#include "predict/tiled_prediction.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numbers>

namespace macadam {
namespace {

constexpr TilingOptions kSmallTiles{.tileSide = 64, .overlap = 16};

PictureSource sourceOf(const cv::Mat& rgb) {
  return {rgb.size(), [rgb](const Window& window) {
            return rgb(cv::Rect(window.x, window.y, window.width, window.height)).clone();
          }};
}

cv::Mat noise(cv::Size size) {
  cv::Mat rgb(size, CV_8UC3);
  cv::theRNG().state = 7;
  cv::randu(rgb, 0, 256);
  return rgb;
}

/// The red channel as a probability.
cv::Mat redness(const cv::Mat& rgb) {
  cv::Mat red;
  cv::extractChannel(rgb, red, 0);
  red.convertTo(red, CV_32F, 1.0 / 255.0);
  return red;
}

cv::Mat predictWhole(const PictureSource& picture, const PredictTile& predict, const TilingOptions& options) {
  cv::Mat whole(picture.size, CV_32FC1, cv::Scalar(-1.0));
  const auto write = [&whole](int top, const cv::Mat& rows) { rows.copyTo(whole.rowRange(top, top + rows.rows)); };
  EXPECT_TRUE(predictTiled(picture, predict, write, options));
  return whole;
}

TEST(TiledPrediction, EqualsTheSinglePassOfARuleThatLooksAtPixelsAlone) {
  const cv::Mat rgb = noise({301, 197});
  EXPECT_LT(cv::norm(predictWhole(sourceOf(rgb), redness, kSmallTiles), redness(rgb), cv::NORM_INF), 1e-6);
}

TEST(TiledPrediction, AConstantStaysConstantAtAnySize) {
  const auto quarter = [](const cv::Mat& rgb) { return cv::Mat(rgb.size(), CV_32FC1, cv::Scalar(0.25)); };
  for (const cv::Size size :
       {cv::Size(1, 1), cv::Size(31, 700), cv::Size(64, 64), cv::Size(65, 63), cv::Size(513, 97)}) {
    const cv::Mat whole = predictWhole(sourceOf(noise(size)), quarter, kSmallTiles);
    EXPECT_LT(cv::norm(whole, cv::Mat(size, CV_32FC1, cv::Scalar(0.25)), cv::NORM_INF), 1e-6) << size;
  }
}

TEST(TiledPrediction, TilesMayLieSideBySide) {
  const cv::Mat rgb = noise({70, 1100});  // rows are released where the next tile begins, and nothing is left
  const cv::Mat whole = predictWhole(sourceOf(rgb), redness, {.tileSide = 512, .overlap = 0});
  EXPECT_LT(cv::norm(whole, redness(rgb), cv::NORM_INF), 1e-6);
}

TEST(TiledPrediction, NeverExceedsOne) {
  const auto one = [](const cv::Mat& rgb) { return cv::Mat(rgb.size(), CV_32FC1, cv::Scalar(1.0)); };
  double highest = 0.0;
  cv::minMaxLoc(predictWhole(sourceOf(noise({333, 222})), one, kSmallTiles), nullptr, &highest);
  EXPECT_LE(highest, 1.0);
}

TEST(TiledPrediction, TilesThatDisagreeLeaveNoSeam) {
  int calls = 0;
  const auto alternating = [&calls](const cv::Mat& rgb) {
    return cv::Mat(rgb.size(), CV_32FC1, cv::Scalar(calls++ % 2));
  };
  const cv::Mat whole = predictWhole(sourceOf(noise({208, 64})), alternating, kSmallTiles);
  const cv::Mat steps = cv::abs(whole.colRange(1, 208) - whole.colRange(0, 207));
  double steepest = 0.0;
  cv::minMaxLoc(steps, nullptr, &steepest);
  EXPECT_GT(steepest, 0.05);
  EXPECT_LT(steepest, std::numbers::pi / 2.0 / 16.0 + 1e-6);  // the squared sine over 16 pixels is nowhere steeper
}

TEST(TiledPrediction, ALargePictureIsReadInTilesAndWrittenInBandsOfWholeBlocks) {
  int reads = 0, nextRow = 0, highestBand = 0;
  const PictureSource picture{{20000, 2000}, [&reads](const Window& window) {
                                ++reads;
                                EXPECT_EQ(window.width, 512);
                                EXPECT_EQ(window.height, 512);
                                return cv::Mat(window.height, window.width, CV_8UC3, cv::Scalar(51, 0, 0));
                              }};
  const auto write = [&](int top, const cv::Mat& rows) {
    EXPECT_EQ(top, nextRow);
    EXPECT_EQ(top % 256, 0);
    EXPECT_EQ(rows.cols, 20000);
    nextRow = top + rows.rows;
    highestBand = std::max(highestBand, rows.rows);
  };
  EXPECT_TRUE(predictTiled(picture, redness, write, {.tileSide = 512, .overlap = 64}));
  EXPECT_EQ(reads, 45 * 5);
  EXPECT_EQ(nextRow, 2000);
  EXPECT_LE(highestBand, 512 + 256);
}

TEST(TiledPrediction, CountsTilesAndEndsBeforeTheNextOneWhenStopped) {
  std::stop_source stop;
  std::vector<std::size_t> counted;
  const auto progress = [&](std::size_t done, std::size_t total) {
    EXPECT_EQ(total, 4u);
    counted.push_back(done);
    if (done == 2) stop.request_stop();
  };
  const auto ignore = [](int, const cv::Mat&) {};
  EXPECT_FALSE(predictTiled(sourceOf(noise({100, 100})), redness, ignore, kSmallTiles, progress, stop.get_token()));
  EXPECT_EQ(counted, (std::vector<std::size_t>{1, 2}));
}

}  // namespace
}  // namespace macadam
