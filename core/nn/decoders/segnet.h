#pragma once

#include "nn/blocks.h"
#include "nn/decoders/decoder.h"

#include <torch/nn/modules/container/sequential.h>

#include <vector>

namespace macadam {

/// SegNet (Badrinarayanan et al. 2017): VGG-16 mirrored, each unpooling by the indices of its pooling; raw logits.
class SegNetDecoder : public LevelDecoder {
 public:
  SegNetDecoder(const NetworkSpec& spec, torch::nn::Module& network);
  torch::Tensor decode(Levels levels, std::int64_t height, std::int64_t width) override;

 private:
  std::vector<torch::nn::Sequential> up_;
  torch::nn::Conv2d head_{nullptr};
};

}  // namespace macadam
