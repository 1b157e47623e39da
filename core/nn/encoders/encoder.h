#pragma once

#include "nn/levels.h"
#include "spec/network_spec.h"

#include <torch/nn/module.h>

#include <memory>

namespace macadam {

/// Turns images into feature maps, from fine to coarse.
class ImageEncoder : public torch::nn::Module {
 public:
  /// Levels of images N×3×H×W whose sides are multiples of the output stride, with the channels that levelChannels
  /// names.
  virtual Levels encode(const torch::Tensor& images) = 0;
};

/// Builds an encoder that halves no further than to `outputStride` (32, 16 or 8), where its family can stop
/// (network_facts.h); its parameters have the names of published weights.
std::shared_ptr<ImageEncoder> makeEncoder(Encoder encoder, double width, int outputStride);

}  // namespace macadam
