#pragma once

#include <opencv2/core.hpp>

namespace macadam {

/// How many pixels of an RGB picture lie in black areas that begin at its border and fill a hundredth of it or more:
/// what programs leave around turned or cut scenes, often without declaring it as "no data". Those in `noData` (255,
/// may be empty) do not count.
int countCollar(const cv::Mat& rgb, const cv::Mat& noData);

}  // namespace macadam
