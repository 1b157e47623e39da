#include "buffered_score.h"

#include <opencv2/imgproc.hpp>

namespace macadam::effort {
namespace {

constexpr double kBuffer = 3.0;

cv::Mat within(const cv::Mat& road) {
  cv::Mat distance;
  cv::distanceTransform(road == 0, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
  if (cv::countNonZero(road) == 0) return cv::Mat::zeros(road.size(), CV_8UC1);  // OpenCV gives no distances then
  return distance <= kBuffer;
}

double share(const cv::Mat& part, const cv::Mat& whole) {
  const int all = cv::countNonZero(whole);
  return all > 0 ? double(cv::countNonZero(part & whole)) / all : 0.0;
}

}  // namespace

BufferedTruth::BufferedTruth(const cv::Mat& road) : road_(road != 0), near_(within(road)) {}

BufferedScore BufferedTruth::score(const cv::Mat& painted) const {
  return {share(near_, painted != 0), share(within(painted), road_)};
}

cv::Mat BufferedTruth::missing(const cv::Mat& painted) const {
  return road_ & ~within(painted);
}

cv::Mat BufferedTruth::wrong(const cv::Mat& painted) const {
  return (painted != 0) & ~near_;
}

}  // namespace macadam::effort
