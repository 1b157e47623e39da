#pragma once

#include "nn/blocks.h"
#include "nn/decoders/decoder.h"
#include "nn/interpolate.h"

#include <vector>

namespace macadam {

/// PSPNet (Zhao et al. 2017): the features beside their means over 1, 2², 3² and 6² regions, then one convolution. The
/// auxiliary head that the paper trains in the middle of the encoder is left out.
class PspNetDecoder : public LevelDecoder {
 public:
  PspNetDecoder(const NetworkSpec& spec, torch::nn::Module& network);
  torch::Tensor decode(Levels levels, std::int64_t height, std::int64_t width) override;

 private:
  std::vector<std::shared_ptr<ConvolutionNormRelu>> pyramid_;
  std::shared_ptr<ConvolutionNormRelu> bottleneck_;
  std::shared_ptr<Dropout> dropout_;
  torch::nn::Conv2d head_{nullptr};
  RegionMeans means_;
  BilinearResize resize_;
};

}  // namespace macadam
