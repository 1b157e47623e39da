#include "methods/distillation/feature_projection.h"

#include "nn/blocks.h"
#include "nn/compat.h"
#include "nn/initialise.h"

#include <torch/torch.h>

namespace macadam {

FeatureProjection::FeatureProjection(std::int64_t studentChannels, std::int64_t teacherChannels, TensorRandom& initial)
    : convolution_(register_module("convolution",
                                   torch::nn::Conv2d(torch::nn::Conv2dOptions(studentChannels, teacherChannels, 1)))) {
  drawDefault(convolution_->weight, convolution_->bias, initial);
}

torch::Tensor FeatureProjection::forward(const torch::Tensor& features, std::int64_t height, std::int64_t width) {
  const WithoutAutocast exact;
  return resize_(convolve(convolution_, features.to(torch::kFloat)), height, width);
}

}  // namespace macadam
