#pragma once

#include "nn/blocks.h"
#include "nn/encoders/encoder.h"

#include <torch/nn/modules/container/sequential.h>

#include <array>
#include <vector>

namespace macadam {

/// What tells one EfficientNet-Lite from another: channels and blocks of its seven stages.
struct EfficientNetLiteShape {
  std::array<int, 7> channels;
  std::array<int, 7> blocks;
};

inline constexpr EfficientNetLiteShape kEfficientNetLite0{{16, 24, 40, 80, 112, 192, 320}, {1, 2, 2, 3, 3, 4, 1}};
inline constexpr EfficientNetLiteShape kEfficientNetLite1{{16, 24, 40, 80, 112, 192, 320}, {1, 3, 3, 4, 4, 5, 1}};
inline constexpr EfficientNetLiteShape kEfficientNetLite2{{16, 24, 48, 88, 120, 208, 352}, {1, 3, 3, 4, 4, 5, 1}};

/// EfficientNet-Lite (Tan and Le 2019; the form without attention, with ReLU6) without its classifier, with timm's
/// names. Paddings and BatchNorm are PyTorch's own, as in timm's `efficientnet_lite0`; weights that were trained with
/// TensorFlow's paddings, its `tf_` ones and those of the EfficientNet-Lite packages, load too and lose a little.
class EfficientNetLiteEncoder : public ImageEncoder, public Foldable {
 public:
  EfficientNetLiteEncoder(const EfficientNetLiteShape& shape, double width, int outputStride);
  Levels encode(const torch::Tensor& images) override;
  void fold() override { stem_.fold(); }

 private:
  ConvolutionNorm stem_;
  std::vector<torch::nn::Sequential> stages_;
};

}  // namespace macadam
