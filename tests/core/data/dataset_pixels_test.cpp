#include "data/dataset.h"
#include "image/image_store.h"
#include "support/temporary_folder.h"
#include "support/tiff_file.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace macadam {
namespace {

void writeSixteenBits(const std::filesystem::path& file, double left, double right) {
  cv::Mat band(32, 32, CV_16UC1, cv::Scalar(left));
  band.colRange(16, 32).setTo(right);
  writeTiff(file, {.bands = {band, band, band}});
}

TEST(DatasetPixels, OneStretchServesAllPictures) {
  const TemporaryFolder folder;
  writeSixteenBits(folder / "dark.tif", 1000, 1600);
  writeSixteenBits(folder / "bright.tif", 1600, 2000);
  const Dataset dataset = openDataset(folder.path(), 32);
  EXPECT_EQ(toText(dataset.pixels.reading), "1000..2000 1000..2000 1000..2000");
  const Tile bright = decode(dataset.samples.at(0)), dark = decode(dataset.samples.at(1));
  EXPECT_EQ(bright.image.at<cv::Vec3b>(3, 3), dark.image.at<cv::Vec3b>(3, 20));  // both 1600
  EXPECT_EQ(dark.image.at<cv::Vec3b>(3, 20), cv::Vec3b(153, 153, 153));
}

TEST(DatasetPixels, ARunReadsThemAsItWasTrained) {
  const TemporaryFolder folder;
  writeSixteenBits(folder / "a.tif", 1000, 1500);
  Dataset dataset = openDataset(folder.path(), 32);
  const PixelReading trained{.ranges =
                                 PixelReading::Ranges{ValueRange{0, 1700}, ValueRange{0, 1700}, ValueRange{0, 1700}}};
  EXPECT_EQ(readAsTrained(dataset, trained), "");
  EXPECT_EQ(decode(dataset.samples.at(0)).image.at<cv::Vec3b>(3, 3), cv::Vec3b(150, 150, 150));
  EXPECT_NE(readAsTrained(dataset, {.ranges = kEightBits}), "");
  EXPECT_EQ(decode(dataset.samples.at(0)).image.at<cv::Vec3b>(3, 3), cv::Vec3b(0, 0, 0));
}

TEST(DatasetPixels, ChosenBandsAreShownAndAPictureThatLacksThemIsLeftOutByName) {
  const TemporaryFolder folder;
  const auto band = [](int value) { return cv::Mat(32, 32, CV_8UC1, cv::Scalar(value)); };
  writeTiff(folder / "four.tif", {.bands = {band(10), band(20), band(30), band(200)}});
  writeTiff(folder / "three.tif", {.bands = {band(10), band(20), band(30)}});
  const Dataset dataset = openDataset(folder.path(), 32, {.bands = {4, 3, 2}});
  ASSERT_EQ(dataset.samples.size(), 1u);
  EXPECT_EQ(decode(dataset.samples[0]).image.at<cv::Vec3b>(3, 3), cv::Vec3b(200, 30, 20));
  const auto named = std::ranges::find(dataset.problems, (folder / "three.tif").string(), &Problem::where);
  ASSERT_NE(named, dataset.problems.end());
  EXPECT_EQ(named->what, "has 3 bands, and band 4 is asked for");
}

}  // namespace
}  // namespace macadam
