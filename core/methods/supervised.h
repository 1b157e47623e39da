#pragma once

#include "methods/plan.h"

namespace macadam {

/// The error on the labelled tiles, cross-entropy in the paper (eq. 1); several networks train side by side, each for
/// itself.
class Supervised : public Method {
 public:
  explicit Supervised(std::vector<NamedNetwork> networks);
  StepResult step(const StepBatch& batch, const Progress& progress) override;
  std::vector<NamedNetwork> trainedNetworks() const override { return networks_; }
  bool needsUnlabelled() const override { return false; }

 private:
  std::vector<NamedNetwork> networks_;
};

std::vector<Phase> plan(const RunSpec& spec, const SupervisedSpec& method, const std::string& checkpointFolder);

}  // namespace macadam
