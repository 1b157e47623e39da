#pragma once

#include "train/optimizer.h"

namespace macadam {

/// Adam with decoupled weight decay (Loshchilov & Hutter 2019), as torch.optim.AdamW computes it: with the running
/// means m of gradients and v of their squares, both freed of their bias towards 0 at the parameter's step t,
///   p ← (1 − rate·decay)·p − rate·m̂ / (√v̂ + ε).
class AdamW : public Optimizer {
 public:
  explicit AdamW(const AdamWRule& rule) : rule_(rule) {}

 private:
  std::vector<Memory> blankMemory(const torch::Tensor& parameter) const override;
  void update(const std::vector<Slot*>& slots, double rate) override;

  AdamWRule rule_;
};

}  // namespace macadam
