#pragma once

#include "methods/plan.h"
#include "nn/aux_decoders.h"

namespace macadam {

/// Cross-consistency training (Ouali et al. 2020): the main decoder's probabilities teach auxiliary decoders that
/// see perturbed features: CE(N(x_l), y) + w(t)·mean over K decoders of MSE(softmax aux_k, softmax main), on x_u.
class Cct : public Method {
 public:
  Cct(NamedNetwork network, std::shared_ptr<AuxiliaryDecoders> decoders, double weight, double rampFraction);
  StepResult step(const StepBatch& batch, const Progress& progress) override;
  std::vector<NamedNetwork> trainedNetworks() const override { return {network_}; }
  std::vector<NamedModule> auxiliaryModules() const override { return {{"auxiliary", decoders_}}; }

 private:
  NamedNetwork network_;
  std::shared_ptr<AuxiliaryDecoders> decoders_;
  double weight_;
  double rampFraction_;
};

std::vector<Phase> plan(const RunSpec& spec, const CctSpec& method, const std::string& checkpointFolder);

}  // namespace macadam
