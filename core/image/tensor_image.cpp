#include "image/tensor_image.h"

#include "nn/network.h"

#include <cstring>

namespace macadam {

torch::Tensor toImageTensor(const cv::Mat& rgb) {
  TORCH_CHECK(rgb.type() == CV_8UC3, "an RGB picture of 8 bits is expected");
  torch::Tensor tensor = torch::empty({3, rgb.rows, rgb.cols}, torch::kFloat);
  const std::int64_t plane = std::int64_t{rgb.rows} * rgb.cols;
  float* out = tensor.data_ptr<float>();
  float scale[3], offset[3];
  for (int channel = 0; channel < 3; ++channel) {
    scale[channel] = 1.0f / (255.0f * kImageStandardDeviation[channel]);
    offset[channel] = -kImageMean[channel] / kImageStandardDeviation[channel];
  }
  for (int y = 0; y < rgb.rows; ++y) {
    const std::uint8_t* row = rgb.ptr<std::uint8_t>(y);
    float* line = out + std::int64_t{y} * rgb.cols;
    for (int x = 0; x < rgb.cols; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        line[channel * plane + x] = static_cast<float>(row[3 * x + channel]) * scale[channel] + offset[channel];
      }
    }
  }
  return tensor;
}

torch::Tensor toLabelTensor(const cv::Mat& mask) {
  TORCH_CHECK(mask.type() == CV_8UC1, "a mask of 8 bits is expected");
  torch::Tensor tensor = torch::empty({mask.rows, mask.cols}, torch::kUInt8);
  for (int y = 0; y < mask.rows; ++y) {
    std::memcpy(tensor.data_ptr<std::uint8_t>() + std::int64_t{y} * mask.cols, mask.ptr(y),
                static_cast<std::size_t>(mask.cols));
  }
  return tensor;
}

cv::Mat toProbabilityMat(const torch::Tensor& probability) {
  const torch::Tensor plane = probability.detach().to(torch::kCPU, torch::kFloat).contiguous();
  const cv::Mat view(static_cast<int>(plane.size(0)), static_cast<int>(plane.size(1)), CV_32FC1,
                     plane.data_ptr<float>());
  return view.clone();
}

}  // namespace macadam
