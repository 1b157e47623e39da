#pragma once

#include "nn/blocks.h"
#include "nn/encoders/encoder.h"

#include <torch/nn/modules/container/sequential.h>

#include <array>
#include <vector>

namespace macadam {

/// A run of convolutions of one size; a max-pooling follows it.
struct VggStage {
  int in;
  int out;
  int layers;
};

inline constexpr std::array<VggStage, 5> kVgg16Stages{
    {{3, 64, 2}, {64, 128, 2}, {128, 256, 3}, {256, 512, 3}, {512, 512, 3}}};

/// VGG-16 with BatchNorm (Simonyan and Zisserman 2015) without its classifier: stages `0` to `4` of layers of
/// convolution `0` and BatchNorm `1`.
///
/// A level is what its stage says before the pooling, and the last one what is pooled last. Poolings past the output
/// stride are left out, and the stages behind dilate; the last levels are then one and the same.
class VggEncoder : public ImageEncoder {
 public:
  VggEncoder(double width, int outputStride);
  Levels encode(const torch::Tensor& images) override;

 private:
  std::vector<torch::nn::Sequential> stages_;
  std::vector<bool> pools_;  ///< Whether a pooling follows each stage.
};

}  // namespace macadam
