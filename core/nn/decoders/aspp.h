#pragma once

#include "nn/blocks.h"

#include <memory>
#include <vector>

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

}  // namespace macadam
