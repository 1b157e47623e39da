#include "image/empty_pixels.h"

#include "image/raster.h"
#include "support/temporary_folder.h"
#include "support/tiff_file.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <vector>

namespace macadam {
namespace {

using Bytes = std::initializer_list<std::uint8_t>;
using Row = std::vector<int>;

cv::Mat bytes(Bytes values) {
  return rowOf(values);
}

cv::Mat floats(std::initializer_list<float> values) {
  return rowOf(values);
}

/// 1 where the first row of a written picture has no data.
Row gaps(const TiffFile& contents) {
  const TemporaryFolder folder;
  writeTiff(folder / "picture.tif", contents);
  const Raster raster(folder / "picture.tif", {.ranges = kEightBits});
  const Pixels pixels = raster.read(raster.whole());
  Row row;
  for (int x = 0; x < raster.size().width; ++x) {
    row.push_back(pixels.noData.empty() ? 0 : pixels.noData.at<std::uint8_t>(0, x) / 255);
  }
  return row;
}

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

TEST(EmptyPixels, ADeclaredValueCountsWhereAllShownBandsHoldIt) {
  EXPECT_EQ(gaps({.bands = {bytes({0, 0, 50, 0}), bytes({0, 9, 60, 0}), bytes({0, 9, 70, 0})}, .noData = 0}),
            (Row{1, 0, 0, 1}));
  EXPECT_EQ(gaps({.bands = {bytes({255, 254}), bytes({255, 255}), bytes({255, 255})}, .noData = 255}), (Row{1, 0}));
  EXPECT_EQ(gaps({.bands = {rowOf<std::uint16_t>({65535, 12, 65535})}, .noData = 65535}), (Row{1, 0, 1}));
}

TEST(EmptyPixels, ADeclaredValueThatTheTypeCannotHoldIsNowhere) {
  EXPECT_EQ(gaps({.bands = {bytes({0, 255}), bytes({0, 255}), bytes({0, 255})}, .noData = -9999}), (Row{0, 0}));
}

TEST(EmptyPixels, WithoutADeclarationBlackAndWhiteAreData) {
  EXPECT_EQ(gaps({.bands = {bytes({0, 255}), bytes({0, 255}), bytes({0, 255})}}), (Row{0, 0}));
}

TEST(EmptyPixels, WhatIsNoNumberInAnyBandIsEmpty) {
  EXPECT_EQ(gaps({.bands = {floats({kNaN, 4, 5, 6}), floats({kNaN, kNaN, 5, 6}),
                            floats({kNaN, 4, std::numeric_limits<float>::infinity(), 6})}}),
            (Row{1, 1, 1, 0}));
}

TEST(EmptyPixels, ImpossibleValuesAreEmptyWithoutBeingDeclared) {
  const float lowest = std::numeric_limits<float>::lowest();
  EXPECT_EQ(gaps({.bands = {floats({-9999, 4, lowest}), floats({-9999, -9999, lowest}), floats({-9999, 4, lowest})}}),
            (Row{1, 0, 1}));
  EXPECT_EQ(gaps({.bands = {rowOf<std::int16_t>({-32768, -900, 7})}}), (Row{1, 0, 0}));
}

TEST(EmptyPixels, AMaskBandLeavesPixelsOutInsideTheFileOrBesideIt) {
  const cv::Mat grey = bytes({90, 90, 90});
  for (const bool inside : {true, false}) {
    EXPECT_EQ(gaps({.bands = {grey, grey, grey}, .mask = bytes({0, 255, 0}), .maskIsInside = inside}), (Row{1, 0, 1}));
  }
}

TEST(EmptyPixels, AFourthBandOfNothingButZeroAndFullIsAlpha) {
  const cv::Mat grey = bytes({90, 90, 90});
  EXPECT_EQ(gaps({.bands = {grey, grey, grey, bytes({0, 255, 255})}}), (Row{1, 0, 0}));
  EXPECT_EQ(gaps({.bands = {grey, grey, grey, bytes({0, 255, 255})}, .options = {"ALPHA=NO"}}), (Row{1, 0, 0}));
  EXPECT_EQ(gaps({.bands = {grey, grey, grey, bytes({0, 0, 0})}}), (Row{1, 1, 1}));
}

TEST(EmptyPixels, NearInfraredIsNoAlphaAlthoughItIsTaggedSo) {
  const cv::Mat grey = bytes({90, 90, 90, 90});
  EXPECT_EQ(gaps({.bands = {grey, grey, grey, bytes({0, 146, 255, 30})}}), (Row{0, 0, 0, 0}));
  EXPECT_EQ(gaps({.bands = {grey, grey, grey, bytes({0, 0, 0, 30})}}), (Row{0, 0, 0, 0}));
}

TEST(EmptyPixels, ATaggedAlphaMayHaveSoftBorders) {
  cv::Mat grey(1, 100, CV_8UC1, cv::Scalar(90)), alpha(1, 100, CV_8UC1, cv::Scalar(255));
  alpha.at<std::uint8_t>(0) = 0;
  alpha.at<std::uint8_t>(1) = 128;
  Row expected(100, 0);
  expected[0] = 1;
  EXPECT_EQ(gaps({.bands = {grey, grey, grey, alpha}}), expected);
  EXPECT_EQ(gaps({.bands = {grey, grey, grey, alpha}, .options = {"ALPHA=NO"}}), Row(100, 0));
}

TEST(EmptyPixels, WhatHasNoDataIsShownBlackWhateverItHolds) {
  const TemporaryFolder folder;
  const cv::Mat grey = bytes({160, 90});
  writeTiff(folder / "picture.tif", {.bands = {grey, grey, grey, bytes({0, 255})}});
  const Raster raster(folder / "picture.tif");
  const cv::Mat rgb = raster.readRgb(raster.whole());
  EXPECT_EQ(rgb.at<cv::Vec3b>(0, 0), cv::Vec3b(0, 0, 0));
  EXPECT_EQ(rgb.at<cv::Vec3b>(0, 1), cv::Vec3b(90, 90, 90));
}

TEST(EmptyPixels, APaletteMayHaveTransparentColours) {
  const TemporaryFolder folder;
  GDALAllRegister();
  const GDALDatasetH memory = GDALCreate(GDALGetDriverByName("MEM"), "", 3, 1, 1, GDT_Byte, nullptr);
  const GDALColorTableH colours = GDALCreateColorTable(GPI_RGB);
  const GDALColorEntry entries[]{{10, 20, 30, 255}, {90, 90, 90, 0}, {160, 160, 160, 0}};
  for (int i = 0; i < 3; ++i) GDALSetColorEntry(colours, i, &entries[i]);
  GDALSetRasterColorTable(GDALGetRasterBand(memory, 1), colours);
  GDALDestroyColorTable(colours);
  writeBand(GDALGetRasterBand(memory, 1), bytes({2, 0, 1}));
  GDALClose(
      GDALCreateCopy(GDALGetDriverByName("PNG"), (folder / "p.png").c_str(), memory, 0, nullptr, nullptr, nullptr));
  GDALClose(memory);
  const Raster raster(folder / "p.png");
  const Pixels pixels = raster.read(raster.whole());
  ASSERT_FALSE(pixels.noData.empty());
  EXPECT_EQ(cv::norm(pixels.noData, bytes({255, 0, 255}), cv::NORM_INF), 0);
  EXPECT_EQ(pixels.rgb.at<cv::Vec3b>(0, 1), cv::Vec3b(10, 20, 30));
}

}  // namespace
}  // namespace macadam
