#include "image/image_store.h"

#include "image/mask_file.h"
#include "image/png.h"
#include "image/raster.h"
#include "image/raster_writer.h"
#include "support/picture_files.h"
#include "support/stored_pixels.h"
#include "support/temporary_folder.h"
#include "support/tiff_file.h"

#include <gtest/gtest.h>

#include <thread>

namespace macadam {
namespace {

Sample sampleOf(const std::filesystem::path& image, const std::filesystem::path& mask = {}) {
  return {.id = image.filename().string(), .image = image, .mask = mask};
}

cv::Mat row(std::initializer_list<int> values) {
  cv::Mat mask(1, static_cast<int>(values.size()), CV_8UC1);
  std::copy(values.begin(), values.end(), mask.begin<uchar>());
  return mask;
}

bool equal(const cv::Mat& a, const cv::Mat& b) {
  return a.size() == b.size() && cv::norm(a, b, cv::NORM_INF) == 0;
}

}  // namespace

TEST(ReadMask, AboveTheThresholdIsRoad) {
  const TemporaryFolder folder;
  writePicture(folder / "mask.png", row({0, 1, 127, 128, 255}));
  EXPECT_TRUE(equal(labelsIn(folder / "mask.png", *parseMaskValues("above 127")), row({0, 0, 0, 1, 1})));
}

TEST(ReadMask, RoadNetRedIsRoadWhiteIsBackgroundAndPinkIsIgnored) {
  const TemporaryFolder folder;
  cv::Mat rgb(1, 4, CV_8UC3);
  rgb.at<cv::Vec3b>(0) = {255, 0, 0};
  rgb.at<cv::Vec3b>(1) = {255, 255, 255};
  rgb.at<cv::Vec3b>(2) = {255, 128, 128};
  rgb.at<cv::Vec3b>(3) = {254, 0, 0};
  writePng(folder / "mask.png", rgb);
  EXPECT_TRUE(equal(labelsIn(folder / "mask.png", *parseMaskValues("road=#ff0000; background=#ffffff")),
                    row({1, 0, 255, 255})));
}

TEST(ReadMask, WhatMacadamWritesReadsBackExactly) {
  const TemporaryFolder folder;
  const cv::Mat mask = row({0, 1, 255, 0, 255, 1});
  writeMask(folder / "mask.png", mask);
  RasterWriter writer(folder / "mask.tif", mask.size(), RasterContent::Mask);
  writer.write({0, 0}, toStoredMask(mask));
  writer.commit();
  EXPECT_TRUE(equal(labelsIn(folder / "mask.png", macadamMaskValues()), mask));
  EXPECT_TRUE(equal(labelsIn(folder / "mask.tif", macadamMaskValues()), mask));
}

TEST(Decode, BlankWhiteAreasAreIgnoredButSmallWhiteSpotsAreNot) {
  const TemporaryFolder folder;
  cv::Mat image(40, 40, CV_8UC3, cv::Scalar(90, 90, 90));
  image(cv::Rect(0, 0, 20, 40)).setTo(cv::Scalar::all(255));
  image(cv::Rect(30, 30, 3, 3)).setTo(cv::Scalar::all(255));
  writePicture(folder / "image.png", image);
  writePicture(folder / "mask.png", cv::Mat::zeros(40, 40, CV_8UC1));
  Sample sample = sampleOf(folder / "image.png", folder / "mask.png");
  sample.maskRule.blankWhiteImageIsIgnored = true;
  EXPECT_EQ(cv::countNonZero(decode(sample).mask == 255), 800);
  EXPECT_EQ(cv::countNonZero(decode(sample).noData), 800);
  EXPECT_EQ(cv::countNonZero(decodeMask(sample) == 255), 800);
}

TEST(Decode, WhereThePictureHasNoDataTheMaskIsUnknown) {
  const TemporaryFolder folder;
  cv::Mat band(4, 10, CV_8UC1, cv::Scalar(90));
  band.colRange(0, 4).setTo(0);
  writeTiff(folder / "image.tif", {.bands = {band, band, band}, .noData = 0});
  writePicture(folder / "mask.png", cv::Mat(4, 10, CV_8UC1, cv::Scalar(255)));
  Sample sample = sampleOf(folder / "image.tif", folder / "mask.png");
  const Tile tile = decode(sample);
  EXPECT_EQ(cv::countNonZero(tile.noData), 16);
  EXPECT_TRUE(equal(tile.mask, decodeMask(sample)));
  EXPECT_TRUE(equal(tile.mask.row(2), row({255, 255, 255, 255, 1, 1, 1, 1, 1, 1})));
  sample.window = Window{4, 0, 6, 4};
  EXPECT_TRUE(decode(sample).noData.empty());
}

TEST(Decode, AMaskOfAnotherSizeIsAnErrorWithBothSizes) {
  const TemporaryFolder folder;
  writeImage(folder / "image.png", 32, 32);
  writeRoadMask(folder / "mask.png", 4, 32, 30);
  try {
    decode(sampleOf(folder / "image.png", folder / "mask.png"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().what, "is 32×30, its image 32×32");
  }
}

TEST(RoadShare, CountsValidPixelsOnly) {
  EXPECT_EQ(roadShare(row({1, 0, 0, 0, 255})), 0.25);
  EXPECT_EQ(roadShare(row({255, 255})), 0.0);
}

TEST(ImageStore, StaysUnderItsBudgetAndDropsTheLeastRecentlyUsed) {
  const TemporaryFolder folder;
  for (const char* name : {"a.png", "b.png", "c.png"}) writeImage(folder / name, 10, 10);
  ImageStore store(700);  // two tiles of 300 bytes
  const auto a = store.tile(sampleOf(folder / "a.png"));
  const auto b = store.tile(sampleOf(folder / "b.png"));
  EXPECT_EQ(store.tile(sampleOf(folder / "a.png")), a);
  store.tile(sampleOf(folder / "c.png"));
  EXPECT_EQ(store.bytes(), 600u);
  EXPECT_EQ(store.tile(sampleOf(folder / "a.png")), a);
  EXPECT_NE(store.tile(sampleOf(folder / "b.png")), b);
}

TEST(ImageStore, SimultaneousCallersShareOneTile) {
  const TemporaryFolder folder;
  writeImage(folder / "a.png", 600, 600);
  ImageStore store(10'000'000);
  std::vector<std::shared_ptr<const Tile>> tiles(8);
  {
    std::vector<std::jthread> threads;
    for (auto& tile : tiles) threads.emplace_back([&] { tile = store.tile(sampleOf(folder / "a.png")); });
  }
  for (const auto& tile : tiles) EXPECT_EQ(tile, tiles.front());
  EXPECT_EQ(store.bytes(), 600u * 600u * 3u);
}

TEST(ImageStore, TellsApartHowAPictureIsRead) {
  const TemporaryFolder folder;
  const cv::Mat deep = rowOf<std::uint16_t>({100, 200});
  writeTiff(folder / "a.tif", {.bands = {deep, deep, deep}});
  ImageStore store(10'000);
  Sample sample = sampleOf(folder / "a.tif");
  sample.pixels.ranges = kEightBits;
  EXPECT_EQ(store.tile(sample)->image.at<cv::Vec3b>(0, 0)[0], 100);
  sample.pixels.ranges = PixelReading::Ranges{ValueRange{100, 200}, ValueRange{100, 200}, ValueRange{100, 200}};
  EXPECT_EQ(store.tile(sample)->image.at<cv::Vec3b>(0, 0)[0], 0);
}

TEST(ImageStore, AMaskThatWasEditedIsReadAnew) {
  const TemporaryFolder folder;
  writeImage(folder / "a.png");
  ImageStore store(1'000'000);
  for (const int label : {0, 1, 0, 255, 1}) {
    const cv::Mat mask(32, 32, CV_8UC1, cv::Scalar(label));
    writeMask(folder / "mask.png", mask);
    EXPECT_EQ(cv::countNonZero(store.tile(sampleOf(folder / "a.png", folder / "mask.png"))->mask != mask), 0) << label;
  }
}

TEST(ImageStore, AFailureIsNotRemembered) {
  const TemporaryFolder folder;
  ImageStore store(1'000'000);
  EXPECT_THROW(store.tile(sampleOf(folder / "late.png")), Error);
  writeImage(folder / "late.png");
  EXPECT_EQ(store.tile(sampleOf(folder / "late.png"))->image.cols, 32);
}

}  // namespace macadam
