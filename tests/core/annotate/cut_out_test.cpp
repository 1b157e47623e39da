#include "annotate/cut_out.h"

#include "annotate/shapes.h"
#include "base/error.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace macadam {
namespace {

/// A grey road, 12 rows from row 34 on, over a green ground; both a little noisy.
cv::Mat roadOverGreen() {
  cv::Mat picture(80, 160, CV_8UC3, cv::Scalar(60, 110, 50)), noise(picture.size(), CV_8UC3);
  picture.rowRange(34, 46).setTo(cv::Scalar(160, 160, 165));
  cv::RNG random(4);
  random.fill(noise, cv::RNG::UNIFORM, 0, 12);
  return picture + noise;
}

TEST(CutOut, GrowsARoughStrokeToTheRoadUnderIt) {
  const Region found = cutOut(roadOverGreen(), capsule({30, 39}, {120, 41}, 4));
  const Region road = Region::of(cv::Rect(30, 34, 90, 12));
  EXPECT_EQ(road.without(found).area(), 0);
  EXPECT_EQ(found.without(Region::of(cv::Rect(0, 34, 160, 12))).area(), 0);
}

TEST(CutOut, GivesTheSamePixelsEachTime) {
  const cv::Mat picture = roadOverGreen();
  const Region stroke = capsule({30, 39}, {120, 41}, 4);
  EXPECT_EQ(cutOut(picture, stroke), cutOut(picture, stroke));
}

TEST(CutOut, LeavesAnotherRoadOfTheSameColourAlone) {
  cv::Mat picture = roadOverGreen();
  picture(cv::Rect(0, 54, 160, 6)).setTo(cv::Scalar(165, 165, 170));
  const Region found = cutOut(picture, capsule({30, 39}, {120, 41}, 4));
  EXPECT_TRUE(found.within(cv::Rect(0, 50, 160, 30)).isEmpty());
  EXPECT_EQ(Region::of(cv::Rect(30, 34, 90, 12)).without(found).area(), 0);
}

TEST(CutOut, KeepsOnlyTheStrokeWhereNothingStandsOut) {
  const cv::Mat flat(60, 60, CV_8UC3, cv::Scalar(90, 90, 90));
  const Region stroke = capsule({20, 30}, {40, 30}, 4);
  EXPECT_EQ(cutOut(flat, stroke), stroke);
}

TEST(CutOut, RefusesAStrokeOutsideOfThePictureAndOneThatWouldTakeSeconds) {
  const cv::Mat flat(1400, 1400, CV_8UC3, cv::Scalar(90, 90, 90));
  EXPECT_THROW(cutOut(flat, disc({-50, -50}, 10)), Error);
  try {
    cutOut(flat, capsule({50, 50}, {1350, 1350}, 10));
    FAIL() << "was not refused";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "cut out would look at 1398×1398 pixels around the stroke, which takes too long; draw a shorter "
                 "stroke, and several of them for a long road");
  }
}

}  // namespace
}  // namespace macadam
