#pragma once

#include "train/optimizer.h"

namespace macadam {

/// SGD with momentum and weight decay, as torch.optim.SGD computes it, in one pass over the memory of each parameter.
class Sgd : public Optimizer {
 public:
  explicit Sgd(const SgdRule& rule) : rule_(rule) {}

 private:
  std::vector<Memory> blankMemory(const torch::Tensor& parameter) const override;
  void update(const std::vector<Slot*>& slots, double rate) override;

  SgdRule rule_;
};

}  // namespace macadam
