#pragma once

#include <opencv2/core.hpp>

namespace macadam {

/// The middle of an area as lines of one pixel that join wherever the area does (Guo and Hall 1989, the faster of the
/// two rules in OpenCV's own extra modules; it keeps two-pixel lines, which Zhang and Suen's breaks up).
///
/// `area` is CV_8UC1, not zero inside; so is the result, 255 on the lines. Beyond the border counts as outside.
cv::Mat thinned(const cv::Mat& area);

}  // namespace macadam
