#include "image/lettering.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace macadam {
namespace {

/// The box of everything darker than the white page.
cv::Rect inkBox(const cv::Mat& page) {
  cv::Mat grey;
  cv::cvtColor(page, grey, cv::COLOR_RGB2GRAY);
  return cv::boundingRect(grey < 128);
}

cv::Mat page() {
  return cv::Mat(100, 200, CV_8UC3, cv::Scalar::all(255));
}

}  // namespace

TEST(Lettering, CentresACapitalOfTheAskedHeightOnItsAnchor) {
  cv::Mat canvas = page();
  drawText(canvas, "HHH", {100, 50}, {.height = 20, .stroke = 2}, Align::Centre);
  const cv::Rect box = inkBox(canvas);
  EXPECT_NEAR(box.height, 22, 2);
  EXPECT_NEAR(box.x + box.width / 2.0, 100, 2);
  EXPECT_NEAR(box.y + box.height / 2.0, 50, 2);
}

TEST(Lettering, AlignsLeftAndRight) {
  cv::Mat left = page(), right = page();
  drawText(left, "HHH", {60, 50}, {.height = 20}, Align::Left);
  drawText(right, "HHH", {160, 50}, {.height = 20}, Align::Right);
  EXPECT_NEAR(inkBox(left).x, 62, 3);
  EXPECT_NEAR(inkBox(right).br().x, 158, 3);
}

TEST(Lettering, TurnsUpwardsAboutItsAnchor) {
  cv::Mat canvas = page();
  drawText(canvas, "HHHH", {100, 50}, {.height = 14}, Align::Centre, Direction::Upwards);
  const cv::Rect box = inkBox(canvas);
  EXPECT_GT(box.height, 2 * box.width);
  EXPECT_NEAR(box.x + box.width / 2.0, 100, 2);
  EXPECT_NEAR(box.y + box.height / 2.0, 50, 2);
}

TEST(Lettering, EndsWithAnEllipsisWhereTheRoomEnds) {
  const Lettering lettering{.height = 12};
  const std::string text = elided("a very long name of a tile", 80, lettering);
  EXPECT_TRUE(text.starts_with("a very"));
  EXPECT_TRUE(text.ends_with("..."));
  EXPECT_LE(textWidth(text, lettering), 80);
  EXPECT_EQ(elided("short", 200, lettering), "short");
}

TEST(Lettering, IsCutAtTheEdgeOfThePage) {
  cv::Mat canvas = page();
  drawText(canvas, "over the edge", {-20, 0}, {.height = 30}, Align::Left);
  EXPECT_GT(inkBox(canvas).area(), 0);
}

}  // namespace macadam
