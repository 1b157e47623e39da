#pragma once

#include "nn/blocks.h"
#include "nn/decoders/decoder.h"
#include "nn/interpolate.h"

#include <vector>

namespace macadam {

/// SegFormer's head (Xie et al. 2021): a linear layer brings each level from stride 4 on to the same channels, another
/// one, with BatchNorm, joins them at stride 4.
class SegFormerDecoder : public LevelDecoder {
 public:
  SegFormerDecoder(const NetworkSpec& spec, torch::nn::Module& network);
  torch::Tensor decode(Levels levels, std::int64_t height, std::int64_t width) override;

 private:
  std::vector<torch::nn::Conv2d> linear_;  ///< As 1×1 convolutions, the finest level first.
  std::shared_ptr<ConvolutionNormRelu> fuse_;
  std::shared_ptr<Dropout> dropout_;
  torch::nn::Conv2d head_{nullptr};
  BilinearResize resize_;
};

}  // namespace macadam
