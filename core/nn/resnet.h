#pragma once

#include "nn/blocks.h"

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/container/sequential.h>

namespace macadam {

/// ResNet-18/34/50/101 without its classifier, at output stride 16, with torchvision's names.
///
/// Depths 50 and 101 dilate layer4 by 2 instead of striding; 18 and 34 only drop the stride, because their
/// basic blocks have no dilated form in torchvision.
class ResNetEncoder : public torch::nn::Module, public Foldable {
 public:
  struct Features {
    torch::Tensor low;   ///< layer1: N×(64 or 256)·width×H/4×W/4
    torch::Tensor high;  ///< layer4: N×(512 or 2048)·width×H/16×W/16
  };

  ResNetEncoder(int depth, double width);
  Features forward(const torch::Tensor& images);
  void fold() override { stem_.fold(); }

  int lowChannels() const { return lowChannels_; }
  int highChannels() const { return highChannels_; }

 private:
  ConvolutionNorm stem_;
  torch::nn::Sequential layers_[4]{nullptr, nullptr, nullptr, nullptr};
  int lowChannels_ = 0;
  int highChannels_ = 0;
};

}  // namespace macadam
