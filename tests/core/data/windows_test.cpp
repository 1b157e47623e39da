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

TEST(Windows, OneThatWasMovedBackRepeatsWhatTheOneBeforeItHolds) {
  EXPECT_EQ(repeatedPart(Window{4, 0, 4, 4}), cv::Size(0, 0));
  EXPECT_EQ(repeatedPart(Window{6, 3, 4, 4}), cv::Size(2, 1));
  EXPECT_EQ(repeatedPart(std::nullopt), cv::Size(0, 0));
}

}  // namespace macadam
