#pragma once

#include <opencv2/core.hpp>

#include <QImage>

namespace macadam {

/// A copy of a CV_8UC3 RGB or CV_8UC1 grey picture.
QImage toImage(const cv::Mat& picture);

}  // namespace macadam
