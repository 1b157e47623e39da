#include "train/frozen_encoders.h"

#include <utility>

namespace macadam {

void FrozenEncoders::add(std::shared_ptr<torch::nn::Module> encoder) {
  if (iterations_ == 0) return;
  std::vector<torch::Tensor> learning;
  for (const torch::Tensor& parameter : encoder->parameters()) {
    if (parameter.requires_grad()) learning.push_back(parameter);
  }
  encoders_.push_back({std::move(encoder), std::move(learning)});
}

void FrozenEncoders::prepareStep(std::int64_t iteration) {
  const bool areFrozen = iteration < iterations_;
  for (Encoder& encoder : encoders_) {
    encoder.module->train(!areFrozen);
    for (torch::Tensor& parameter : encoder.learning) parameter.set_requires_grad(!areFrozen);
  }
}

}  // namespace macadam
