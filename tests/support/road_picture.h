#pragma once

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace macadam {

/// A small drawn scene, 128×128: fields, a house, a crossing, an ignored corner, and two predictions of it.
struct RoadPicture {
  cv::Mat image;    ///< CV_8UC3 RGB.
  cv::Mat mask;     ///< CV_8UC1: 0, 1, 255.
  cv::Mat blurred;  ///< A prediction that is right but unsure.
  cv::Mat shifted;  ///< A prediction that is sure but misses a branch and draws one where none is.
};

inline RoadPicture roadPicture() {
  constexpr int kSide = 128;
  RoadPicture picture;
  picture.image = cv::Mat(kSide, kSide, CV_8UC3, cv::Scalar(96, 122, 72));
  cv::rectangle(picture.image, {0, 0, 60, 52}, cv::Scalar(150, 142, 96), cv::FILLED);
  cv::rectangle(picture.image, {84, 84, 22, 16}, cv::Scalar(168, 84, 64), cv::FILLED);
  picture.mask = cv::Mat::zeros(kSide, kSide, CV_8UC1);
  cv::line(picture.mask, {-5, 70}, {133, 54}, cv::Scalar(1), 9);
  cv::Mat other = picture.mask.clone();
  cv::line(picture.mask, {72, 62}, {60, 133}, cv::Scalar(1), 7);
  cv::line(other, {40, 66}, {46, -5}, cv::Scalar(1), 5);
  picture.image.setTo(cv::Scalar(172, 170, 168), picture.mask);
  cv::rectangle(picture.mask, {108, 0, 20, 24}, cv::Scalar(255), cv::FILLED);
  cv::Mat road = picture.mask == 1;
  road.convertTo(picture.blurred, CV_32F, 1.0 / 255.0);
  cv::GaussianBlur(picture.blurred, picture.blurred, {9, 9}, 2.5);
  other.convertTo(picture.shifted, CV_32F);
  return picture;
}

}  // namespace macadam
