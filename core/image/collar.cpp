#include "image/collar.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace macadam {
namespace {

constexpr int kSmallestShare = 100;  // one in so many

}  // namespace

int countCollar(const cv::Mat& rgb, const cv::Mat& noData) {
  cv::Mat black;
  cv::inRange(rgb, cv::Scalar::all(0), cv::Scalar::all(0), black);
  if (!noData.empty()) black.setTo(0, noData);
  const int smallest = std::max(1, static_cast<int>(rgb.total()) / kSmallestShare);
  if (cv::countNonZero(black) < smallest) return 0;
  cv::Mat labels, areas, centres;
  const int count = cv::connectedComponentsWithStats(black, labels, areas, centres);
  int pixels = 0;
  for (int i = 1; i < count; ++i) {
    const int* area = areas.ptr<int>(i);
    const bool beginsAtBorder = area[cv::CC_STAT_LEFT] == 0 || area[cv::CC_STAT_TOP] == 0 ||
                                area[cv::CC_STAT_LEFT] + area[cv::CC_STAT_WIDTH] == rgb.cols ||
                                area[cv::CC_STAT_TOP] + area[cv::CC_STAT_HEIGHT] == rgb.rows;
    if (beginsAtBorder && area[cv::CC_STAT_AREA] >= smallest) pixels += area[cv::CC_STAT_AREA];
  }
  return pixels;
}

}  // namespace macadam
