#include "annotate/road_width.h"

#include "annotate/shapes.h"

#include <gtest/gtest.h>

#include <cmath>

namespace macadam {
namespace {

cv::Mat ground(const Region& road) {
  cv::Mat labels;
  road.toMask({0, 0, 120, 100}).convertTo(labels, CV_32F, 1 / 255.0);
  return labels;
}

TEST(RoadWidth, IsMeasuredAcrossTheRoadWhateverItsDirection) {
  const cv::Mat level = ground(Region::of(cv::Rect(0, 46, 120, 9)));
  const auto found = roadAcross(level, {60, 49});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->width, 9.0, 0.6);
  EXPECT_NEAR(found->middle.y, 50.5, 0.3);
  EXPECT_NEAR(std::abs(found->along.x), 1.0, 0.01);

  const auto oblique = roadAcross(ground(capsule({-20, 10}, {140, 90}, 14)), {60, 50});
  ASSERT_TRUE(oblique);
  EXPECT_NEAR(oblique->width, 14.0, 1.0);
  EXPECT_NEAR(oblique->along.y / oblique->along.x, 0.5, 0.1);
}

TEST(RoadWidth, OfAPictureComesFromItsEdges) {
  cv::Mat picture(100, 120, CV_8UC3, cv::Scalar(60, 90, 60));
  picture(cv::Rect(50, 0, 12, 100)).setTo(cv::Scalar(140, 140, 140));
  const auto found = roadAcross(picture, {53, 50});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->width, 12.0, 0.6);
  EXPECT_NEAR(found->middle.x, 56.0, 0.3);
}

TEST(RoadWidth, OfWideRoadsNeedsTheirScale) {
  const cv::Mat wide = ground(Region::of(cv::Rect(0, 25, 120, 50)));
  EXPECT_FALSE(roadAcross(wide, {60, 50}, 8.0));
  const auto found = roadAcross(wide, {60, 50}, 32.0);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->width, 50.0, 2.0);
}

TEST(RoadWidth, IsNoneWhereNothingStandsOut) {
  EXPECT_FALSE(roadAcross(cv::Mat(80, 80, CV_8UC3, cv::Scalar(90, 90, 90)), {40, 40}));
  EXPECT_FALSE(roadAcross(ground(Region::of(cv::Rect(0, 0, 60, 100))), {60, 50}));  // an edge is no road
}

}  // namespace
}  // namespace macadam
