#include "image/overlay.h"

#include "base/error.h"
#include "support/image_compare.h"
#include "support/road_picture.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

/// One row of four grey pixels.
cv::Mat greyPixels() {
  return cv::Mat(1, 4, CV_8UC3, cv::Scalar(100, 100, 100));
}

cv::Vec3b pixel(const cv::Mat& picture, int x) {
  return picture.at<cv::Vec3b>(0, x);
}

}  // namespace

TEST(Overlay, PaintsRoadAndLeavesBackgroundAndIgnoredPixelsAlone) {
  const cv::Mat mask = (cv::Mat_<uchar>(1, 4) << 0, 1, 255, 1);
  const cv::Mat result = blendMask(greyPixels(), mask, {200, 0, 100}, 0.5);
  EXPECT_EQ(pixel(result, 0), cv::Vec3b(100, 100, 100));
  EXPECT_EQ(pixel(result, 1), cv::Vec3b(150, 50, 100));
  EXPECT_EQ(pixel(result, 2), cv::Vec3b(100, 100, 100));
}

TEST(Overlay, PaintsAsStronglyAsRoadIsProbable) {
  const cv::Mat probability = (cv::Mat_<float>(1, 4) << 0.0f, 0.25f, 0.5f, 1.0f);
  const cv::Mat result = blendProbability(greyPixels(), probability, {200, 100, 0}, 1.0);
  EXPECT_EQ(pixel(result, 0), cv::Vec3b(100, 100, 100));
  EXPECT_EQ(pixel(result, 1), cv::Vec3b(125, 100, 75));
  EXPECT_EQ(pixel(result, 2), cv::Vec3b(150, 100, 50));
  EXPECT_EQ(pixel(result, 3), cv::Vec3b(200, 100, 0));
}

TEST(Overlay, GivesHitsFalseAlarmsMissesAndIgnoredPixelsTheirColours) {
  const cv::Mat prediction = (cv::Mat_<uchar>(1, 4) << 1, 1, 0, 1);
  const cv::Mat mask = (cv::Mat_<uchar>(1, 4) << 1, 0, 1, 255);
  const ErrorColours colours{.hit = {1, 2, 3}, .falseAlarm = {4, 5, 6}, .miss = {7, 8, 9}, .ignored = {10, 11, 12}};
  const cv::Mat result = blendErrors(greyPixels(), prediction, mask, colours, 1.0);
  EXPECT_EQ(pixel(result, 0), cv::Vec3b(1, 2, 3));
  EXPECT_EQ(pixel(result, 1), cv::Vec3b(4, 5, 6));
  EXPECT_EQ(pixel(result, 2), cv::Vec3b(7, 8, 9));
  EXPECT_EQ(pixel(result, 3), cv::Vec3b(10, 11, 12));
}

TEST(Overlay, RefusesAMaskOfAnotherSize) {
  try {
    blendMask(greyPixels(), cv::Mat::zeros(2, 4, CV_8UC1), {}, 1.0);
    FAIL() << "painted a mask of another size";
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().what, "is 4×2, its picture 4×1");
  }
}

TEST(Overlay, CallsRoadWhatIsMoreProbableThanBackground) {
  const cv::Mat prediction = toPrediction((cv::Mat_<float>(1, 3) << 0.49f, 0.51f, 1.0f));
  EXPECT_EQ(prediction.at<uchar>(0, 0), 0);
  EXPECT_EQ(prediction.at<uchar>(0, 1), 1);
  EXPECT_EQ(prediction.at<uchar>(0, 2), 1);
}

TEST(Overlay, LooksAsApproved) {
  const RoadPicture picture = roadPicture();
  EXPECT_TRUE(matchesApproved(blendMask(picture.image, picture.mask, {255, 200, 0}, 0.5), "overlay_mask"));
  EXPECT_TRUE(
      matchesApproved(blendProbability(picture.image, picture.blurred, {255, 200, 0}, 0.7), "overlay_probability"));
  EXPECT_TRUE(matchesApproved(
      blendErrors(quietGround(picture.image, 0.3), toPrediction(picture.shifted), picture.mask, {}, 1.0),
      "overlay_errors"));
}

}  // namespace macadam
