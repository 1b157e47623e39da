#pragma once

#include "nn/blocks.h"
#include "nn/encoders/encoder.h"

#include <torch/nn/modules/container/sequential.h>

#include <array>

namespace macadam {

/// What tells one ResNet from another.
struct ResNetShape {
  enum class Residual { Basic, Bottleneck };
  Residual residual;
  std::array<int, 4> blocks;  ///< Of each layer.
};

inline constexpr ResNetShape kResNet18{ResNetShape::Residual::Basic, {2, 2, 2, 2}};
inline constexpr ResNetShape kResNet34{ResNetShape::Residual::Basic, {3, 4, 6, 3}};
inline constexpr ResNetShape kResNet50{ResNetShape::Residual::Bottleneck, {3, 4, 6, 3}};
inline constexpr ResNetShape kResNet101{ResNetShape::Residual::Bottleneck, {3, 4, 23, 3}};

/// A ResNet (He et al. 2016) without its classifier, with torchvision's names.
///
/// Bottlenecks dilate where they no longer halve; basic blocks only drop the stride, because they have no dilated form
/// in torchvision.
class ResNetEncoder : public ImageEncoder, public Foldable {
 public:
  ResNetEncoder(const ResNetShape& shape, double width, int outputStride);
  Levels encode(const torch::Tensor& images) override;
  void fold() override { stem_.fold(); }

 private:
  ConvolutionNorm stem_;
  std::array<torch::nn::Sequential, 4> layers_{nullptr, nullptr, nullptr, nullptr};
};

}  // namespace macadam
