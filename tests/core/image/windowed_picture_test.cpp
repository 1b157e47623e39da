#include "image/windowed_picture.h"

#include "image/decoded_pictures.h"
#include "image/open_picture.h"
#include "image/raster.h"
#include "support/gdal_files.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <array>
#include <cpl_conv.h>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// A side at which a picture is worth decoding once.
constexpr int kLarge = 2100;

constexpr Window kWindow{1500, 1900, 100, 100};

/// Red is the column, green the row, both modulo 251; blue is 7.
cv::Mat marked(int side) {
  cv::Mat bgr(side, side, CV_8UC3);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) bgr.at<cv::Vec3b>(y, x) = {7, uchar(y % 251), uchar(x % 251)};
  }
  return bgr;
}

std::string driverOf(GDALDatasetH dataset) {
  return GDALGetDriverShortName(GDALGetDatasetDriver(dataset));
}

uchar valueAt(GDALRasterBandH band, int x, int y) {
  uchar value = 0;
  EXPECT_EQ(GDALRasterIO(band, GF_Read, x, y, 1, 1, &value, 1, 1, GDT_Byte, 0, 0), CE_None);
  return value;
}

}  // namespace

TEST(WindowedPicture, AWindowOfALargePngComesFromPixelsThatWereDecodedOnce) {
  const TemporaryFolder folder;
  writePicture(folder / "large.png", marked(kLarge));
  const WindowedPicture picture(folder / "large.png");
  EXPECT_EQ(driverOf(picture.forWindow({0, 0, kLarge, kLarge})), "PNG");
  EXPECT_EQ(driverOf(picture.forWindow(kWindow)), "MEM");
  const cv::Mat rgb = Raster(folder / "large.png").readRgb(kWindow);
  EXPECT_EQ(rgb.at<cv::Vec3b>(0, 0), cv::Vec3b(1500 - 5 * 251, 1900 - 7 * 251, 7));
  EXPECT_EQ(rgb.at<cv::Vec3b>(60, 9), cv::Vec3b(1509 - 6 * 251, 1960 - 7 * 251, 7));
}

TEST(WindowedPicture, AVrtOverALargePngIsDecodedOnceToo) {
  const TemporaryFolder folder;
  const fs::path png = folder / "large.png", vrt = folder / "shown.vrt";
  writePicture(png, marked(kLarge));
  const auto show = [&] {
    const GdalDataset source = openPicture(png);
    const GdalDataset copy(
        GDALCreateCopy(GDALGetDriverByName("VRT"), vrt.c_str(), source.get(), 0, nullptr, nullptr, nullptr));
  };
  show();
  EXPECT_EQ(driverOf(WindowedPicture(vrt).forWindow(kWindow)), "MEM");
  EXPECT_EQ(Raster(vrt).readRgb(kWindow).at<cv::Vec3b>(60, 9), cv::Vec3b(1509 - 6 * 251, 1960 - 7 * 251, 7));

  writePicture(png, cv::Mat(kLarge, kLarge, CV_8UC3, cv::Scalar(3, 2, 1)));
  EXPECT_EQ(Raster(vrt).readRgb(kWindow).at<cv::Vec3b>(60, 9), cv::Vec3b(1, 2, 3)) << "after its source has changed";
}

TEST(WindowedPicture, WhatAVrtShowsIsLookedAtOnceForAllOfItsWindows) {
  const TemporaryFolder folder;
  const fs::path tiled = folder / "tiled.tif", vrt = folder / "shown.vrt";
  { GdalFile(tiled, kLarge, kLarge, 1, GDT_Byte, {{"TILED", "YES"}}); }
  {
    const GdalDataset source = openPicture(tiled);
    const GdalDataset copy(
        GDALCreateCopy(GDALGetDriverByName("VRT"), vrt.c_str(), source.get(), 0, nullptr, nullptr, nullptr));
  }
  const WindowedPicture picture(vrt);
  EXPECT_EQ(driverOf(picture.forWindow(kWindow)), "VRT");
  fs::remove(tiled);
  EXPECT_NO_THROW(picture.forWindow(kWindow));
}

TEST(WindowedPicture, SmallOrTiledFilesAreReadAsTheyAre) {
  const TemporaryFolder folder;
  writePicture(folder / "small.png", marked(300));
  EXPECT_EQ(driverOf(WindowedPicture(folder / "small.png").forWindow({10, 10, 20, 20})), "PNG");
  { GdalFile(folder / "tiled.tif", kLarge, kLarge, 1, GDT_Byte, {{"TILED", "YES"}}); }
  EXPECT_EQ(driverOf(WindowedPicture(folder / "tiled.tif").forWindow(kWindow)), "GTiff");
}

TEST(WindowedPicture, ATiffInStripsKeepsNodataMaskAndDepth) {
  const TemporaryFolder folder;
  {
    GDALAllRegister();
    CPLSetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES");
    const GdalFile strips(folder / "strips.tif", kLarge, kLarge, 1, GDT_Byte,
                          {{"COMPRESS", "DEFLATE"}, {"BLOCKYSIZE", "64"}});
    uchar seen = 255, grey = 90;
    GDALFillRaster(strips.band(1), 40, 0);
    ASSERT_EQ(GDALCreateDatasetMaskBand(strips.dataset(), GMF_PER_DATASET), CE_None);
    ASSERT_EQ(GDALRasterIO(strips.band(1), GF_Write, 1500, 1900, 1, 1, &grey, 1, 1, GDT_Byte, 0, 0), CE_None);
    ASSERT_EQ(GDALRasterIO(GDALGetMaskBand(strips.band(1)), GF_Write, 1500, 1900, 1, 1, &seen, 1, 1, GDT_Byte, 0, 0),
              CE_None);
    CPLSetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", nullptr);
  }
  const WindowedPicture picture(folder / "strips.tif");
  const GDALDatasetH pixels = picture.forWindow(kWindow);
  ASSERT_EQ(driverOf(pixels), "MEM");
  const GDALRasterBandH band = GDALGetRasterBand(pixels, 1);
  EXPECT_EQ(valueAt(band, 1500, 1900), 90);
  EXPECT_EQ(valueAt(band, 1501, 1900), 40);
  EXPECT_EQ(valueAt(GDALGetMaskBand(band), 1500, 1900), 255);
  EXPECT_EQ(valueAt(GDALGetMaskBand(band), 1501, 1900), 0);

  {
    const GdalFile deep(folder / "deep.tif", kLarge, kLarge, 2, GDT_UInt16);
    GDALSetRasterNoDataValue(deep.band(2), 65535);
    GDALFillRaster(deep.band(2), 1027, 0);
  }
  const WindowedPicture deep(folder / "deep.tif");
  const GDALRasterBandH second = GDALGetRasterBand(deep.forWindow(kWindow), 2);
  EXPECT_EQ(driverOf(deep.forWindow(kWindow)), "MEM");
  EXPECT_EQ(GDALGetRasterNoDataValue(second, nullptr), 65535.0);
  std::uint16_t value = 0;
  ASSERT_EQ(GDALRasterIO(second, GF_Read, 3, 4, 1, 1, &value, 1, 1, GDT_UInt16, 0, 0), CE_None);
  EXPECT_EQ(value, 1027);
}

TEST(WindowedPicture, ADamagedOneIsReadAsFarAsItIsSound) {
  const TemporaryFolder folder;
  const fs::path file = folder / "torn.png";
  writePicture(file, marked(kLarge));
  std::vector<char> noughts(64, 0);
  std::fstream(file, std::ios::in | std::ios::out | std::ios::binary)
      .seekp(static_cast<std::streamoff>(fs::file_size(file) / 2))
      .write(noughts.data(), 64);
  const Raster raster(file);
  EXPECT_EQ(raster.readRgb({10, 20, 4, 4}).at<cv::Vec3b>(0, 0), cv::Vec3b(10, 20, 7));
  EXPECT_THROW(raster.readRgb({10, kLarge - 10, 4, 4}), Error);
}

TEST(DecodedPictures, ManyThreadsDecodeAFileOnceAndAChangedFileAnew) {
  const TemporaryFolder folder;
  const fs::path file = folder / "a.png";
  writePicture(file, cv::Mat(30, 20, CV_8UC3, cv::Scalar(1, 2, 3)));
  DecodedPictures pictures(folder.path(), 1 << 20);
  std::array<std::shared_ptr<const DecodedPicture>, 4> found;
  {
    std::vector<std::jthread> threads;
    for (auto& one : found) {
      threads.emplace_back([&] { one = pictures.find(file, WindowedPicture(file).get()); });
    }
  }
  for (const auto& one : found) EXPECT_EQ(one, found[0]);
  EXPECT_EQ(pictures.bytes(), 30u * 20 * 3);
  writePicture(file, cv::Mat(40, 20, CV_8UC3, cv::Scalar(1, 2, 3)));
  EXPECT_NE(pictures.find(file, WindowedPicture(file).get()), found[0]);
  EXPECT_EQ(pictures.bytes(), 40u * 20 * 3);
}

TEST(DecodedPictures, WhatIsUsedLongestAgoMakesRoomUnlessItIsInUse) {
  const TemporaryFolder folder;
  for (const char* name : {"a.png", "b.png", "c.png"})
    writePicture(folder / name, cv::Mat(10, 10, CV_8UC1, cv::Scalar(5)));
  DecodedPictures pictures(folder.path(), 250);
  const auto find = [&](const char* name) {
    return pictures.find(folder / name, WindowedPicture(folder / name).get());
  };
  auto a = find("a.png");
  const auto b = find("b.png");
  EXPECT_EQ(find("c.png"), nullptr) << "both are in use";
  a.reset();
  EXPECT_NE(find("c.png"), nullptr);
  EXPECT_EQ(pictures.bytes(), 200u);
  EXPECT_EQ(find("b.png"), b);
}

TEST(DecodedPictures, NothingCanBeSeenInTheirFolder) {
  const TemporaryFolder folder, cache;
  writePicture(folder / "a.png", cv::Mat(10, 10, CV_8UC1, cv::Scalar(5)));
  DecodedPictures pictures(cache.path(), 1000);
  const auto a = pictures.find(folder / "a.png", WindowedPicture(folder / "a.png").get());
  EXPECT_NE(a, nullptr);
  EXPECT_TRUE(fs::is_empty(cache.path()));
}

}  // namespace macadam
