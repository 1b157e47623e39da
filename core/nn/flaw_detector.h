#pragma once

#include "nn/interpolate.h"
#include "nn/tensor_random.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/conv.h>
#include <torch/types.h>

#include <memory>
#include <vector>

namespace macadam {

class BatchNorm;

/// BatchNorm on the first half of the channels, instance normalisation without weights on the others.
class BatchAndInstanceNorm : public torch::nn::Module {
 public:
  explicit BatchAndInstanceNorm(int channels);
  torch::Tensor forward(const torch::Tensor& x);

 private:
  std::shared_ptr<BatchNorm> batch_;
  int ofBatch_;
};

/// The fully convolutional flaw detector of GCT (Ke et al. 2020, section 3.2, and their reference code): eight 4×4
/// convolutions with leaky rectifiers, whose map is resized to the picture.
///
/// Ours: bilinear resizing without aligned corners, as everywhere here; what is smaller than 64 pixels is continued to
/// that, since nothing would be left of it. Below 92 pixels the map is one number.
class FlawDetector : public torch::nn::Module {
 public:
  /// @param channels of the first convolution, 64 in the reference code; the others have up to eight times as many.
  FlawDetector(int classes, int channels, TensorRandom& initial);
  /// Where probabilities N×C×H×W on images N×3×H×W are wrong, N×1×H×W; about 0 to 1.
  torch::Tensor forward(const torch::Tensor& images, const torch::Tensor& probabilities);

 private:
  std::vector<torch::nn::Conv2d> convolutions_;
  std::vector<std::shared_ptr<BatchAndInstanceNorm>> norms_;
  BilinearResize resize_;
};

}  // namespace macadam
