#pragma once

#include "nn/interpolate.h"
#include "nn/tensor_random.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/conv.h>
#include <torch/types.h>

namespace macadam {

/// Brings a student's features to the shape of a teacher's by a 1×1 convolution that trains with the student and by
/// bilinear resampling; it is part of no prediction. Computes in float, whatever the type of the features.
class FeatureProjection : public torch::nn::Module {
 public:
  /// Its first weights are drawn from `initial`.
  FeatureProjection(std::int64_t studentChannels, std::int64_t teacherChannels, TensorRandom& initial);
  /// N×F×h×w to N×F'×height×width.
  torch::Tensor forward(const torch::Tensor& features, std::int64_t height, std::int64_t width);

 private:
  torch::nn::Conv2d convolution_;
  BilinearResize resize_;
};

}  // namespace macadam
