#pragma once

#include "nn/blocks.h"
#include "nn/network.h"

namespace macadam {

/// SegNet (Badrinarayanan et al. 2017): VGG-16-BN encoder with pooling indices, mirrored decoder, raw logits.
class SegNet : public Network {
 public:
  explicit SegNet(const SegNetSpec& spec, int classes = kClasses);
  std::int64_t featureChannels() const override { return featureChannels_; }
  std::int64_t stride() const override;

 private:
  Output compute(const torch::Tensor& images) override;

  std::vector<torch::nn::Sequential> down_;
  std::vector<torch::nn::Sequential> up_;
  torch::nn::Conv2d head_{nullptr};
  std::int64_t featureChannels_ = 0;
};

}  // namespace macadam
