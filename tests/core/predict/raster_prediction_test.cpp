#include "predict/raster_prediction.h"

#include "base/error.h"
#include "image/image_store.h"
#include "image/prediction_mark.h"
#include "image/raster.h"
#include "image/raster_writer.h"
#include "support/stored_pixels.h"
#include "support/temporary_folder.h"
#include "support/tiff_file.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace macadam {
namespace {

const GeoReference kSomewhere{.transform = {312500.5, 0.3, 0.0, 4689999.75, 0.0, -0.3},
                              .projection =
                                  R"(GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],)"
                                  R"(PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]])"};

constexpr RasterPredictionOptions kSmallTiles{.tiling = {.tileSide = 64, .overlap = 16}};

/// Redness rises by one from column to column.
void writePicture(const std::filesystem::path& file, cv::Size size, const std::optional<GeoReference>& reference) {
  cv::Mat rgb(size, CV_8UC3);
  for (int x = 0; x < size.width; ++x) rgb.col(x).setTo(cv::Scalar(x % 256, 0, 0));
  RasterWriter writer(file, size, RasterContent::Rgb, reference);
  writer.write({0, 0}, rgb);
  writer.commit();
}

cv::Mat redness(const cv::Mat& rgb) {
  cv::Mat red;
  cv::extractChannel(rgb, red, 0);
  red.convertTo(red, CV_32F, 1.0 / 255.0);
  return red;
}

std::ptrdiff_t filesIn(const std::filesystem::path& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), {});
}

TEST(RasterPrediction, WritesProbabilityAndMaskOfTheWholePicture) {
  const TemporaryFolder folder;
  writePicture(folder / "scene.tif", {201, 77}, std::nullopt);
  const auto result = predictRaster(folder / "scene.tif", redness, {folder / "p.tif", folder / "m.tif"}, kSmallTiles);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->size, cv::Size(201, 77));
  EXPECT_FALSE(result->isGeoreferenced);
  EXPECT_EQ(result->roadPixels, 73 * 77);  // columns 128 to 200

  const cv::Mat probability = cv::imread(folder / "p.tif", cv::IMREAD_UNCHANGED);
  ASSERT_EQ(probability.type(), CV_32FC1);
  ASSERT_EQ(probability.size(), cv::Size(201, 77));
  EXPECT_NEAR(probability.at<float>(0, 0), 0.0f, 1e-6);
  EXPECT_NEAR(probability.at<float>(40, 51), 0.2f, 1e-6);
  EXPECT_NEAR(probability.at<float>(76, 153), 0.6f, 1e-6);

  const cv::Mat mask = labelsIn(folder / "m.tif", macadamMaskValues());
  EXPECT_EQ(mask.at<uchar>(76, 127), 0);
  EXPECT_EQ(mask.at<uchar>(76, 128), 1);
}

TEST(RasterPrediction, GroundWithoutDataComesOutWithoutData) {
  const TemporaryFolder folder;
  cv::Mat alpha(77, 201, CV_8UC1, cv::Scalar(255)), red(77, 201, CV_8UC1, cv::Scalar(200));
  alpha.colRange(0, 120).setTo(0);
  red.colRange(160, 201).setTo(10);
  writeTiff(folder / "scene.tif", {.bands = {red, red, red, alpha}});
  int tiles = 0;
  const auto counted = [&tiles](const cv::Mat& rgb) {
    ++tiles;
    return redness(rgb);
  };
  const auto result = predictRaster(folder / "scene.tif", counted, {folder / "p.tif", folder / "m.tif"}, kSmallTiles);
  ASSERT_TRUE(result);
  EXPECT_EQ(tiles, 4);  // of two rows of four: two of each hold nothing
  EXPECT_EQ(result->emptyPixels, 120 * 77);
  EXPECT_EQ(result->roadPixels, 40 * 77);
  EXPECT_DOUBLE_EQ(result->roadShare(), 40.0 / 81.0);
  EXPECT_TRUE(isMarkedAsPrediction(folder / "m.tif"));
  EXPECT_TRUE(isMarkedAsPrediction(folder / "p.tif"));
  EXPECT_FALSE(isMarkedAsPrediction(folder / "scene.tif"));

  const cv::Mat mask = labelsIn(folder / "m.tif", macadamMaskValues());
  EXPECT_EQ(cv::countNonZero(mask == 255), 120 * 77);
  EXPECT_EQ(cv::countNonZero(mask == 1), 40 * 77);
  const Raster probability(folder / "p.tif", {.ranges = kFractions});
  const Pixels pixels = probability.read(probability.whole());
  ASSERT_FALSE(pixels.noData.empty());
  EXPECT_EQ(cv::countNonZero(pixels.noData), 120 * 77);
  EXPECT_EQ(pixels.rgb.at<cv::Vec3b>(40, 130)[0], 200);
}

TEST(RasterPrediction, ReadsThePictureAsTheRunDid) {
  const TemporaryFolder folder;
  const cv::Mat deep(40, 40, CV_16UC1, cv::Scalar(1000));
  writeTiff(folder / "scene.tif", {.bands = {deep, deep, deep}});
  RasterPredictionOptions options = kSmallTiles;
  options.reading.ranges = PixelReading::Ranges{ValueRange{0, 1700}, ValueRange{0, 1}, ValueRange{0, 1}};
  ASSERT_TRUE(predictRaster(folder / "scene.tif", redness, {.probability = folder / "p.tif"}, options));
  const cv::Mat probability = cv::imread(folder / "p.tif", cv::IMREAD_UNCHANGED);
  EXPECT_NEAR(probability.at<float>(7, 9), 150.0f / 255.0f, 1e-6);  // 1000 / 1700 of 255
}

TEST(RasterPrediction, KeepsTheGeoreferenceExactly) {
  const TemporaryFolder folder;
  writePicture(folder / "scene.tif", {70, 70}, kSomewhere);
  const auto result = predictRaster(folder / "scene.tif", redness, {folder / "p.tif", folder / "m.tif"}, kSmallTiles);
  ASSERT_TRUE(result && result->isGeoreferenced);
  const auto source = Raster(folder / "scene.tif").georeference();
  ASSERT_TRUE(source);
  EXPECT_EQ(source->transform, kSomewhere.transform);
  EXPECT_FALSE(source->projection.empty());
  EXPECT_EQ(Raster(folder / "p.tif").georeference(), source);
  EXPECT_EQ(Raster(folder / "m.tif").georeference(), source);
}

TEST(RasterPrediction, AHigherThresholdMarksLessRoad) {
  const TemporaryFolder folder;
  writePicture(folder / "scene.tif", {201, 10}, std::nullopt);
  RasterPredictionOptions options = kSmallTiles;
  options.threshold = 0.7;
  const auto result = predictRaster(folder / "scene.tif", redness, {.mask = folder / "m.tif"}, options);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->roadPixels, 22 * 10);  // above 178.5: columns 179 to 200
  options.threshold = 50;
  EXPECT_THROW(predictRaster(folder / "scene.tif", redness, {.mask = folder / "m.tif"}, options), Error);
}

TEST(RasterPrediction, StoppingLeavesNoFileBehind) {
  const TemporaryFolder folder;
  writePicture(folder / "scene.tif", {300, 300}, std::nullopt);
  std::stop_source stop;
  const auto stopLate = [&stop](std::size_t done, std::size_t total) {
    if (done + 1 == total) stop.request_stop();
  };
  EXPECT_FALSE(predictRaster(folder / "scene.tif", redness, {folder / "p.tif", folder / "m.tif"}, kSmallTiles, stopLate,
                             stop.get_token()));
  EXPECT_EQ(filesIn(folder.path()), 1);
}

TEST(RasterPrediction, AFailingNetworkLeavesNoFileBehind) {
  const TemporaryFolder folder;
  writePicture(folder / "scene.tif", {70, 70}, std::nullopt);
  const auto fail = [](const cv::Mat&) -> cv::Mat { throw Error("a tile", "went wrong", "try again"); };
  EXPECT_THROW(predictRaster(folder / "scene.tif", fail, {folder / "p.tif", folder / "m.tif"}, kSmallTiles), Error);
  EXPECT_EQ(filesIn(folder.path()), 1);
}

TEST(RasterPrediction, AFileThatIsNoPictureIsNamed) {
  const TemporaryFolder folder;
  std::ofstream(folder / "notes.tif") << "not a picture";
  try {
    predictRaster(folder / "notes.tif", redness, {.mask = folder / "m.tif"});
    FAIL() << "a text file was predicted";
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().where, (folder / "notes.tif").string());
  }
  EXPECT_EQ(filesIn(folder.path()), 1);
}

}  // namespace
}  // namespace macadam
