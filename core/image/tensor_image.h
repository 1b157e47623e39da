#pragma once

#include <opencv2/core.hpp>
#include <torch/types.h>

namespace macadam {

/// 3×H×W float, normalised with the encoders' mean and standard deviation, from CV_8UC3 RGB.
torch::Tensor toImageTensor(const cv::Mat& rgb);

/// H×W uint8 (0, 1, 255) from CV_8UC1; owns its memory.
torch::Tensor toLabelTensor(const cv::Mat& mask);

/// CV_32FC1 from an H×W float tensor on any device; owns its memory.
cv::Mat toProbabilityMat(const torch::Tensor& probability);

}  // namespace macadam
