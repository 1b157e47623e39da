#pragma once

#include "methods/plan.h"

namespace macadam {

/// Networks teach each other by hard pseudo-labels.
///
/// CPS (Chen et al. 2021) where all have one architecture and different initialisations, CMS (the paper's step 1) where
/// the architectures differ: Σ CE(Nᵢ(x_l), y) + w·Σᵢ mean over j ≠ i of CE(Nᵢ(x), argmax Nⱼ(x)). The mean is ours: the
/// paper allows more than two networks and prints the sum for two.
class CrossSupervision : public Method {
 public:
  /// @param networks two or more
  CrossSupervision(std::vector<NamedNetwork> networks, double weight, Scope pseudoLabelsOn);
  StepResult step(const StepBatch& batch, const Progress& progress) override;
  std::vector<NamedNetwork> trainedNetworks() const override { return networks_; }
  bool needsUnlabelled() const override { return pseudoLabelsOn_ != Scope::Labelled; }

 private:
  std::vector<NamedNetwork> networks_;
  double weight_;
  Scope pseudoLabelsOn_;
};

std::vector<Phase> plan(const RunSpec& spec, const CpsSpec& method, const std::string& checkpointFolder);
std::vector<Phase> plan(const RunSpec& spec, const CmsSpec& method, const std::string& checkpointFolder);

}  // namespace macadam
