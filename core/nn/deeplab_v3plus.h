#pragma once

#include "nn/blocks.h"
#include "nn/interpolate.h"
#include "nn/network.h"
#include "nn/resnet.h"

namespace macadam {

/// Atrous spatial pyramid pooling at rates 6, 12 and 18 with an image-pooling branch.
class Aspp : public torch::nn::Module, public Foldable {
 public:
  Aspp(int in, int out);
  torch::Tensor forward(const torch::Tensor& x);
  void fold() override;

 private:
  std::vector<std::shared_ptr<ConvolutionNormRelu>> branches_;
  ConvolutionNorm pooled_;
  ConvolutionNorm project_;
  std::shared_ptr<Dropout> dropout_ = std::make_shared<Dropout>(0.1);
};

/// DeepLabV3+ (Chen et al. 2018) with a ResNet encoder at output stride 16.
class DeepLabV3Plus : public Network {
 public:
  explicit DeepLabV3Plus(const DeepLabV3PlusSpec& spec, int classes = kClasses);
  std::int64_t featureChannels() const override { return encoder_->highChannels(); }
  std::int64_t stride() const override;

 private:
  Output compute(const torch::Tensor& images) override;

  std::shared_ptr<ResNetEncoder> encoder_;
  std::shared_ptr<Aspp> aspp_;
  std::shared_ptr<ConvolutionNormRelu> low_;
  std::shared_ptr<ConvolutionNormRelu> head_;
  torch::nn::Conv2d classifier_{nullptr};
  BilinearResize resize_;
};

}  // namespace macadam
