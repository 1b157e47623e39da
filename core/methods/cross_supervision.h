#pragma once

#include "methods/method.h"

namespace macadam {

/// Two networks teach each other by hard pseudo-labels.
///
/// CPS (Chen et al. 2021) when both have one architecture and two initialisations, CMS (the paper's step 1) when
/// the architectures differ: Σ CE(Nᵢ(x_l), y) + w·[CE(A(x), argmax B(x)) + CE(B(x), argmax A(x))].
class CrossSupervision : public Method {
 public:
  CrossSupervision(NamedNetwork first, NamedNetwork second, double weight, Scope pseudoLabelsOn);
  StepResult step(const StepBatch& batch, const Progress& progress) override;
  std::vector<NamedNetwork> trainedNetworks() const override { return {first_, second_}; }
  bool needsUnlabelled() const override { return pseudoLabelsOn_ != Scope::Labelled; }

 private:
  NamedNetwork first_;
  NamedNetwork second_;
  double weight_;
  Scope pseudoLabelsOn_;
};

}  // namespace macadam
