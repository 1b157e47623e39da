#pragma once

#include "nn/decoders/aspp.h"
#include "nn/decoders/decoder.h"
#include "nn/interpolate.h"

namespace macadam {

/// DeepLabV3+ (Chen et al. 2018): a spatial pyramid over the features, then a head that sees the level of stride 4 too.
class DeepLabV3PlusDecoder : public LevelDecoder {
 public:
  DeepLabV3PlusDecoder(const NetworkSpec& spec, torch::nn::Module& network);
  torch::Tensor decode(Levels levels, std::int64_t height, std::int64_t width) override;

 private:
  std::shared_ptr<Aspp> aspp_;
  std::shared_ptr<ConvolutionNormRelu> low_;
  std::shared_ptr<ConvolutionNormRelu> head_;
  torch::nn::Conv2d classifier_{nullptr};
  BilinearResize resize_;
};

}  // namespace macadam
