#pragma once

#include "methods/plan.h"

namespace macadam {

/// Two networks of different kinds teach each other by Dice (Luo et al. 2022, and their reference code):
/// Σ ½·(CE(Nᵢ(x_l), y) + Dice(Nᵢ(x_l), y)) + w(t)·Dice(Nᵢ(x_u), argmax Nⱼ(x_u)). Where another loss than cross-entropy
/// is named for the labels, it stands for their two terms, so that all methods have the same.
class CrossTeaching : public Method {
 public:
  /// @param networks two
  CrossTeaching(std::vector<NamedNetwork> networks, double weight, double rampFraction);
  StepResult step(const StepBatch& batch, const Progress& progress) override;
  std::vector<NamedNetwork> trainedNetworks() const override { return networks_; }

 private:
  torch::Tensor errorOf(const torch::Tensor& logits, const torch::Tensor& labels) const;

  std::vector<NamedNetwork> networks_;
  double weight_;
  double rampFraction_;
};

std::vector<Phase> plan(const RunSpec& spec, const CrossTeachingSpec& method, const std::string& checkpointFolder);

}  // namespace macadam
