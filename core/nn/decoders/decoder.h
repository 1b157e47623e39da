#pragma once

#include "nn/levels.h"
#include "spec/network_spec.h"

#include <torch/nn/module.h>

#include <memory>

namespace macadam {

/// Turns an encoder's levels into logits.
class LevelDecoder {
 public:
  virtual ~LevelDecoder() = default;
  /// Logits N×C×`height`×`width`, both multiples of the features' stride.
  virtual torch::Tensor decode(Levels levels, std::int64_t height, std::int64_t width) = 0;
};

/// Builds the decoder of a network whose parts are registered in `network`, under the decoder's names.
std::unique_ptr<LevelDecoder> makeDecoder(const NetworkSpec& spec, torch::nn::Module& network);

}  // namespace macadam
