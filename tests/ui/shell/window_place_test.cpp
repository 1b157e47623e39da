#include "ui/shell/window_place.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

TEST(WindowPlace, IsInTheMiddleOfAScreenThatHasRoom) {
  EXPECT_EQ(firstWindow(QRect(0, 0, 1920, 1080)), QRect(316, 120, 1288, 840));
  EXPECT_EQ(withoutFrame(QSize(1288, 840)), QSize(1280, 800));
  EXPECT_EQ(smallestWindow(QRect(0, 0, 1920, 1080)), QSize(1024, 640));
}

TEST(WindowPlace, KeepsItsFrameOnASmallScreen) {
  const QRect belowAPanel(0, 28, 1280, 772);
  EXPECT_EQ(firstWindow(belowAPanel), belowAPanel);
  EXPECT_EQ(smallestWindow(belowAPanel), QSize(1024, 640));
  EXPECT_EQ(smallestWindow(QRect(0, 0, 1024, 600)), QSize(1016, 560));
}

}  // namespace
}  // namespace macadam
