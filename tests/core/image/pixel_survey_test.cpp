#include "image/pixel_survey.h"

#include "image/raster.h"
#include "support/temporary_folder.h"
#include "support/tiff_file.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace macadam {
namespace {

/// 101 values from `first` on, `step` apart, in all three bands; rows of them.
cv::Mat ramp(int type, double first, double step, int rows = 1) {
  cv::Mat values(rows, 101, CV_64FC1);
  for (int x = 0; x < values.cols; ++x) values.col(x).setTo(first + step * x);
  values.convertTo(values, type);
  return values;
}

std::filesystem::path write(const std::filesystem::path& file, const cv::Mat& band) {
  writeTiff(file, {.bands = {band, band, band}});
  return file;
}

PixelReading::Ranges allThree(float low, float high) {
  return {ValueRange{low, high}, ValueRange{low, high}, ValueRange{low, high}};
}

TEST(PixelSurvey, PicturesOfEightBitsNeedNoMeasuring) {
  const TemporaryFolder folder;
  const PixelSurvey survey = surveyPixels({write(folder / "a.tif", ramp(CV_8UC1, 0, 1))});
  EXPECT_EQ(survey.reading, (PixelReading{.ranges = kEightBits}));
  EXPECT_EQ(survey.deepPictures, 0u);
  EXPECT_EQ(describe(survey), "8 bits a channel");
}

TEST(PixelSurvey, EightBitValuesInALargerTypeAreTakenAsTheyAre) {
  const TemporaryFolder folder;
  for (const int type : {CV_16UC1, CV_16SC1, CV_32FC1}) {
    const PixelSurvey survey = surveyPixels({write(folder / "a.tif", ramp(type, 0, 2))});  // 0, 2 … 200
    EXPECT_EQ(survey.reading.ranges, kEightBits) << type;
    EXPECT_EQ(survey.high, 196.0);
  }
  EXPECT_EQ(surveyPixels({write(folder / "dark.tif", ramp(CV_16UC1, 0, 0.5))}).reading.ranges, kEightBits);
}

TEST(PixelSurvey, FractionsOfFullBrightnessAreTakenAsTheyAre) {
  const TemporaryFolder folder;
  const PixelSurvey bright = surveyPixels({write(folder / "bright.tif", ramp(CV_32FC1, 0.1, 0.0077))});
  EXPECT_EQ(bright.reading.ranges, kFractions);
  const PixelSurvey dark = surveyPixels({write(folder / "dark.tif", ramp(CV_32FC1, 0, 1.0 / 255.0))});
  EXPECT_EQ(dark.reading.ranges, kFractions);  // whole steps of 8 bits, up to 100
}

TEST(PixelSurvey, AllElseIsStretchedOverTheWholeDataSet) {
  const TemporaryFolder folder;
  const auto low = write(folder / "low.tif", ramp(CV_16UC1, 1000, 10));    // 1000 … 2000
  const auto high = write(folder / "high.tif", ramp(CV_16UC1, 2000, 10));  // 2000 … 3000
  EXPECT_EQ(surveyPixels({low}).reading.ranges, allThree(1020, 1980));
  const PixelSurvey both = surveyPixels({low, high});
  EXPECT_EQ(both.reading.ranges, allThree(1040, 2960));  // the 4th from either end of 202
  EXPECT_EQ(both.deepPictures, 2u);
  EXPECT_EQ(describe(both),
            "2 pictures of more than 8 bits a channel: values from 1040 to 2960 become black to white in all of them");
  const auto reflectance = write(folder / "reflectance.tif", ramp(CV_32FC1, 0.05, 0.0013));
  const PixelReading::Ranges stretched = *surveyPixels({reflectance}).reading.ranges;
  EXPECT_NEAR(stretched[1].low, 0.0526, 1e-6);
  EXPECT_NEAR(stretched[1].high, 0.1774, 1e-6);
}

TEST(PixelSurvey, AWholePictureAndItsPiecesGiveOneRange) {
  const TemporaryFolder folder;
  const cv::Mat whole = ramp(CV_16UC1, 500, 17, 40);
  const PixelSurvey uncut = surveyPixels({write(folder / "whole.tif", whole)});
  const PixelSurvey cut = surveyPixels({write(folder / "left.tif", whole.colRange(0, 30).clone()),
                                        write(folder / "right.tif", whole.colRange(30, 101).clone())});
  EXPECT_EQ(uncut.reading, cut.reading);
}

TEST(PixelSurvey, OverviewsChangeNothing) {
  const TemporaryFolder folder;
  cv::Mat values(512, 512, CV_16UC1, cv::Scalar(1000));
  for (int y = 0; y < values.rows; y += 2) values.row(y).setTo(3000);  // 2000 in every overview
  const auto file = write(folder / "scene.tif", values);
  const PixelSurvey before = surveyPixels({file});
  GDALDatasetH dataset = GDALOpen(file.c_str(), GA_Update);
  int factors[]{2, 4};
  ASSERT_EQ(GDALBuildOverviews(dataset, "AVERAGE", 2, factors, 0, nullptr, nullptr, nullptr), CE_None);
  GDALClose(dataset);
  EXPECT_EQ(before.reading.ranges, allThree(1000, 3000));
  EXPECT_EQ(surveyPixels({file}), before);
}

TEST(PixelSurvey, GroundWithoutDataAndBlackCollarsAreNotMeasured) {
  const TemporaryFolder folder;
  cv::Mat band(1, 202, CV_16UC1, cv::Scalar(0));
  ramp(CV_16UC1, 1000, 10).copyTo(band.colRange(101, 202));
  const PixelSurvey collar = surveyPixels({write(folder / "collar.tif", band)});
  EXPECT_EQ(collar.reading.ranges, allThree(1020, 1980));
  ASSERT_EQ(collar.remarks.size(), 1u);
  EXPECT_NE(collar.remarks[0].what.find("holds 0 in all bands"), std::string::npos);
  cv::Mat floats;
  band.convertTo(floats, CV_32F);
  floats.colRange(0, 101).setTo(std::numeric_limits<float>::quiet_NaN());
  EXPECT_EQ(surveyPixels({write(folder / "nan.tif", floats)}).reading.ranges, allThree(1020, 1980));
}

TEST(PixelSurvey, UndeclaredEmptyGroundIsMentioned) {
  const TemporaryFolder folder;
  cv::Mat band = ramp(CV_32FC1, 0, 2);
  band.at<float>(0, 0) = -9999;
  writeTiff(folder / "declared.tif", {.bands = {band, band, band}, .noData = -9999});
  EXPECT_TRUE(surveyPixels({folder / "declared.tif"}).remarks.empty());
  const PixelSurvey survey = surveyPixels({write(folder / "a.tif", band), write(folder / "b.tif", band)});
  EXPECT_EQ(survey.reading.ranges, kEightBits);
  ASSERT_EQ(survey.remarks.size(), 1u);
  EXPECT_EQ(survey.remarks[0].where, (folder / "a.tif").string());
  EXPECT_EQ(
      survey.remarks[0].what,
      "and 1 picture more: holds values such as -9999 in all bands without declaring them as \"no data\"; they are "
      "taken as such");
}

TEST(PixelSurvey, BandsThatAreNotNamedAreMentionedUnlessTheyAreChosen) {
  const TemporaryFolder folder;
  const cv::Mat band = rowOf<std::uint8_t>({20, 90, 146});
  const cv::Mat alpha = rowOf<std::uint8_t>({0, 255, 255});
  writeTiff(folder / "rgbn.tif", {.bands = {band, band, band, band}});
  writeTiff(folder / "two.tif", {.bands = {band, band}});
  writeTiff(folder / "rgba.tif", {.bands = {band, band, band, alpha}});
  writeTiff(folder / "rgb.tif", {.bands = {band, band, band}});
  EXPECT_EQ(surveyPixels({folder / "rgbn.tif"}).remarks.size(), 1u);
  EXPECT_EQ(surveyPixels({folder / "two.tif"}).remarks.size(), 1u);
  EXPECT_TRUE(surveyPixels({folder / "rgbn.tif"}, {3, 2, 1}).remarks.empty());
  EXPECT_TRUE(surveyPixels({folder / "rgba.tif", folder / "rgb.tif"}).remarks.empty());
}

PixelSurvey surveyed(std::size_t deepPictures, double high, const PixelReading::Ranges& ranges) {
  return {.reading = {.ranges = ranges}, .deepPictures = deepPictures, .high = high};
}

const PixelReading::Ranges kElevenBits = allThree(80, 1610);

TEST(ReadingOfRun, PicturesOfTheRunsDepthAreReadAsInTraining) {
  const PixelReading trained{.bands = {3, 2, 1}, .ranges = kElevenBits};
  for (const double high : {500.0, 1580.0, 2000.0}) {
    const TrainedReading chosen = readingOfRun(trained, surveyed(1, high, allThree(60, float(high))));
    EXPECT_EQ(chosen.reading, trained) << high;
    EXPECT_EQ(chosen.note, "") << high;
  }
}

TEST(ReadingOfRun, AnotherLightIsSaid) {
  const TrainedReading dark = readingOfRun({.ranges = kElevenBits}, surveyed(1, 200, kEightBits));
  EXPECT_EQ(dark.reading.ranges, kElevenBits);
  EXPECT_NE(dark.note.find("much darker or brighter"), std::string::npos);
}

TEST(ReadingOfRun, AnotherDepthIsReadAsItIsAndSaid) {
  const TrainedReading fractions = readingOfRun({.ranges = kElevenBits}, surveyed(1, 0.8, kFractions));
  EXPECT_EQ(fractions.reading.ranges, kFractions);
  EXPECT_EQ(
      fractions.note,
      "the pictures are of another depth than what the run was trained on, values from 80 to 1610: here fractions "
      "from 0 to 1 become black to white");
  const TrainedReading deep = readingOfRun({.ranges = kEightBits}, surveyed(1, 1600, kElevenBits));
  EXPECT_EQ(deep.reading.ranges, kElevenBits);
  EXPECT_FALSE(deep.note.empty());
  const TrainedReading plain = readingOfRun({.ranges = kElevenBits}, surveyed(0, 0, kEightBits));
  EXPECT_FALSE(plain.note.empty());
}

TEST(ReadingOfRun, EightBitsInAnyContainerAreOneDepth) {
  const TrainedReading chosen = readingOfRun({.ranges = kEightBits}, surveyed(3, 196, kEightBits));
  EXPECT_EQ(chosen.reading.ranges, kEightBits);
  EXPECT_EQ(chosen.note, "");
}

TEST(ReadingOfRun, RunsOfOldStretchEachPictureAndSaySo) {
  const TrainedReading chosen = readingOfRun({}, surveyed(1, 1600, kElevenBits));
  EXPECT_FALSE(chosen.reading.ranges);
  EXPECT_FALSE(chosen.note.empty());
  EXPECT_EQ(readingOfRun({}, surveyed(0, 0, kEightBits)).note, "");
}

}  // namespace
}  // namespace macadam
