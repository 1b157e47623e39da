#include "image/pixel_reading.h"

#include "base/error.h"
#include "image/raster.h"
#include "support/temporary_folder.h"
#include "support/tiff_file.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace macadam {
namespace {

const PixelReading kStretched{
    .ranges = PixelReading::Ranges{ValueRange{80, 1610}, ValueRange{0.25f, 0.1f + 1.0f}, ValueRange{-900, 3000}}};

TEST(PixelReading, ReadsBackWhatItWrites) {
  EXPECT_EQ(toText(PixelReading{}), "each by itself");
  EXPECT_EQ(toText(PixelReading{.ranges = kEightBits}), "0..255 0..255 0..255");
  EXPECT_EQ(toText(PixelReading{.bands = {3, 2, 1}, .ranges = kFractions}), "0..1 0..1 0..1 bands 3,2,1");
  EXPECT_EQ(toText(kStretched), "80..1610 0.25..1.1 -900..3000");
  for (const PixelReading& reading :
       {PixelReading{}, PixelReading{.bands = {3, 2, 1}, .ranges = kFractions}, kStretched}) {
    EXPECT_EQ(readingFromText(toText(reading)), reading);
  }
}

TEST(PixelReading, OtherTextsAreNone) {
  for (const char* text :
       {"", "0..255", "0..255 0..255 x..255", "5..5 0..1 0..1", "0..1 0..1 0..1 bands 3,2", "0..nan 0..1 0..1"}) {
    EXPECT_FALSE(readingFromText(text)) << text;
  }
}

TEST(PixelReading, RangesBecomeBlackToWhiteInWhateverType) {
  const TemporaryFolder folder;
  const cv::Mat deep = rowOf<std::uint16_t>({80, 845, 1610, 5000});
  writeTiff(folder / "deep.tif", {.bands = {deep, deep, deep}});
  const PixelReading::Ranges ranges{ValueRange{80, 1610}, ValueRange{0, 1690}, ValueRange{845, 1610}};
  const Raster raster(folder / "deep.tif", {.ranges = ranges});
  const cv::Mat rgb = raster.readRgb(raster.whole());
  EXPECT_EQ(rgb.at<cv::Vec3b>(0, 0), cv::Vec3b(0, 12, 0));  // 80 / 1690 of 255
  EXPECT_EQ(rgb.at<cv::Vec3b>(0, 1), cv::Vec3b(128, 128, 0));
  EXPECT_EQ(rgb.at<cv::Vec3b>(0, 3), cv::Vec3b(255, 255, 255));
}

TEST(PixelReading, PicturesOfEightBitsAreTakenAsTheyAre) {
  const TemporaryFolder folder;
  const cv::Mat grey = rowOf<std::uint8_t>({7, 200});
  writeTiff(folder / "grey.tif", {.bands = {grey, grey, grey}});
  const Raster raster(folder / "grey.tif", {.ranges = kFractions});
  EXPECT_EQ(raster.readRgb(raster.whole()).at<cv::Vec3b>(0, 0), cv::Vec3b(7, 7, 7));
}

TEST(PixelReading, ChosenBandsAreShownInTheirOrder) {
  const TemporaryFolder folder;
  const auto band = [](std::uint8_t value) { return rowOf<std::uint8_t>({value}); };
  writeTiff(folder / "bgrn.tif", {.bands = {band(10), band(20), band(30), band(200)}});
  const Raster natural(folder / "bgrn.tif", {.bands = {3, 2, 1}});
  EXPECT_EQ(natural.readRgb(natural.whole()).at<cv::Vec3b>(0, 0), cv::Vec3b(30, 20, 10));
  const Raster infrared(folder / "bgrn.tif", {.bands = {4, 3, 2}});
  EXPECT_EQ(infrared.readRgb(infrared.whole()).at<cv::Vec3b>(0, 0), cv::Vec3b(200, 30, 20));
  try {
    const Raster missing(folder / "bgrn.tif", {.bands = {5, 3, 2}});
    FAIL() << "a band that is not there was read";
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().what, "has 4 bands, and band 5 is asked for");
  }
}

}  // namespace
}  // namespace macadam
