#include "data/windows.h"

#include <gtest/gtest.h>

namespace macadam {

using Windows = std::vector<Window>;

TEST(Windows, PicturesUpToOneAndAHalfTilesAreTakenWhole) {
  EXPECT_EQ(cutIntoWindows(512, 512, 512), Windows{});
  EXPECT_EQ(cutIntoWindows(768, 700, 512), Windows{});
}

TEST(Windows, TheLastOnesAreMovedBackInside) {
  EXPECT_EQ(cutIntoWindows(10, 7, 4),
            (Windows{{0, 0, 4, 4}, {4, 0, 4, 4}, {6, 0, 4, 4}, {0, 3, 4, 4}, {4, 3, 4, 4}, {6, 3, 4, 4}}));
  EXPECT_EQ(cutIntoWindows(8, 4, 4), (Windows{{0, 0, 4, 4}, {4, 0, 4, 4}}));
}

TEST(Windows, AStripNarrowerThanATileKeepsItsWidth) {
  EXPECT_EQ(cutIntoWindows(3, 8, 4), (Windows{{0, 0, 3, 4}, {0, 4, 3, 4}}));
}

namespace {

Sample sampleOf(const Window& window) {
  return {.width = window.width, .height = window.height, .window = window};
}

}  // namespace

TEST(Windows, WhatIsNewInOneThatWasMovedBackBeginsWhereTheOneBeforeItEnds) {
  EXPECT_EQ(newPart(sampleOf({4, 0, 4, 4})), cv::Rect(0, 0, 4, 4));
  EXPECT_EQ(newPart(sampleOf({6, 3, 4, 4})), cv::Rect(2, 1, 2, 3));
  EXPECT_EQ(newPart({.width = 7, .height = 5}), cv::Rect(0, 0, 7, 5));
}

TEST(Windows, AMaskIsUnknownWhereItsWindowRepeatsAnother) {
  const cv::Mat mask(4, 4, CV_8UC1, cv::Scalar(1));
  const cv::Mat expected =
      (cv::Mat_<uchar>(4, 4) << 255, 255, 255, 255, 255, 255, 1, 1, 255, 255, 1, 1, 255, 255, 1, 1);
  EXPECT_EQ(cv::countNonZero(maskOfNewPart(mask, sampleOf({6, 3, 4, 4})) != expected), 0);
  EXPECT_EQ(cv::countNonZero(maskOfNewPart(mask, sampleOf({4, 4, 4, 4})) != mask), 0);
}

}  // namespace macadam
