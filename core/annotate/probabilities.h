#pragma once

#include <opencv2/core.hpp>

#include <vector>

namespace macadam {

/// CV_32FC1, 0 to 1, of a probability picture that is one already or CV_16UC1, where 65,535 is certain.
/// @throws Error for another type.
cv::Mat asProbability(const cv::Mat& picture);

/// Each pixel's mean over several networks. Pictures are as for `asProbability`, of one size.
/// @throws Error where there are none, or their sizes differ.
cv::Mat meanProbability(const std::vector<cv::Mat>& pictures);

}  // namespace macadam
