#pragma once

#include "nn/network.h"

#include <torch/torch.h>

namespace macadam {

/// A network of two 1×1 convolutions, from 3 colours to 4 features and on to 2 classes: small enough to be written in
/// PyTorch in two lines, and what it says depends on the image.
class PixelNetwork : public Network {
 public:
  std::int64_t featureChannels() const override { return 4; }
  std::int64_t stride() const override { return 1; }

  torch::nn::Conv2d encoder = register_module("encoder", torch::nn::Conv2d(torch::nn::Conv2dOptions(3, 4, 1)));
  torch::nn::Conv2d decoder = register_module("decoder", torch::nn::Conv2d(torch::nn::Conv2dOptions(4, 2, 1)));

 private:
  Levels encodeWhole(const torch::Tensor& images) override {
    Levels levels;
    levels.maps.back() = torch::relu(encoder->forward(images));
    return levels;
  }
  torch::Tensor decodeWhole(Levels levels, std::int64_t, std::int64_t) override {
    return decoder->forward(levels.features());
  }
};

}  // namespace macadam
