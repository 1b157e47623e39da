#pragma once

#include "methods/cut_mix.h"
#include "methods/plan.h"

namespace macadam {

/// Networks teach each other by hard pseudo-labels.
///
/// CPS (Chen et al. 2021) where all have one architecture and different initialisations, CMS (the paper's step 1) where
/// the architectures differ: Σ CE(Nᵢ(x_l), y) + w·Σᵢ mean over j ≠ i of CE(Nᵢ(x), argmax Nⱼ(x)). The mean is ours: the
/// paper allows more than two networks and prints the sum for two. With CutMix the networks label unlabelled tiles as
/// they are, without gradient, and learn those labels on the tiles mixed (Chen et al., reference code).
class CrossSupervision : public Method {
 public:
  /// @param networks two or more @param cutMix null leaves unlabelled tiles as they are
  CrossSupervision(std::vector<NamedNetwork> networks, double weight, Scope pseudoLabelsOn,
                   std::shared_ptr<CutMix> cutMix = nullptr);
  StepResult step(const StepBatch& batch, const Progress& progress) override;
  /// A step with boxes N×H×W for the unlabelled tiles; undefined boxes leave them as they are.
  StepResult learn(const StepBatch& batch, const torch::Tensor& boxes);
  std::vector<NamedNetwork> trainedNetworks() const override { return networks_; }
  std::vector<NamedModule> auxiliaryModules() const override;
  bool needsUnlabelled() const override { return pseudoLabelsOn_ != Scope::Labelled; }

 private:
  std::vector<NamedNetwork> networks_;
  double weight_;
  Scope pseudoLabelsOn_;
  std::shared_ptr<CutMix> cutMix_;
};

std::vector<Phase> plan(const RunSpec& spec, const CpsSpec& method, const std::string& checkpointFolder);
std::vector<Phase> plan(const RunSpec& spec, const CmsSpec& method, const std::string& checkpointFolder);

}  // namespace macadam
