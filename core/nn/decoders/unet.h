#pragma once

#include "nn/blocks.h"
#include "nn/decoders/decoder.h"

#include <vector>

namespace macadam {

/// UNet (Ronneberger et al. 2015) in the form that segmentation_models.pytorch made usual: from the features up, each
/// doubling is followed by two convolutions, which see the encoder's level of that size where there is one.
class UNetDecoder : public LevelDecoder {
 public:
  UNetDecoder(const NetworkSpec& spec, torch::nn::Module& network);
  torch::Tensor decode(Levels levels, std::int64_t height, std::int64_t width) override;

 private:
  class Block;

  std::vector<std::shared_ptr<Block>> blocks_;
  torch::nn::Conv2d head_{nullptr};
};

}  // namespace macadam
