#include "image/collar.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

cv::Mat grey() {
  return cv::Mat(20, 30, CV_8UC3, cv::Scalar(90, 90, 90));
}

TEST(Collar, IsBlackFromTheBorderOn) {
  cv::Mat picture = grey();
  EXPECT_EQ(countCollar(picture, {}), 0);
  picture(cv::Rect(0, 0, 5, 20)).setTo(0);
  picture(cv::Rect(12, 4, 6, 6)).setTo(0);  // a shadow within
  EXPECT_EQ(countCollar(picture, {}), 100);
}

TEST(Collar, FewPixelsAreNone) {
  cv::Mat picture = grey();
  picture(cv::Rect(0, 0, 5, 1)).setTo(0);  // of 600
  EXPECT_EQ(countCollar(picture, {}), 0);
  picture(cv::Rect(0, 0, 6, 1)).setTo(0);
  EXPECT_EQ(countCollar(picture, {}), 6);
}

TEST(Collar, WhatIsDeclaredDoesNotCount) {
  cv::Mat picture = grey(), noData = cv::Mat::zeros(20, 30, CV_8UC1);
  picture(cv::Rect(0, 0, 5, 20)).setTo(0);
  noData(cv::Rect(0, 0, 5, 20)).setTo(255);
  EXPECT_EQ(countCollar(picture, noData), 0);
}

}  // namespace
}  // namespace macadam
