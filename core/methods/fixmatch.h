#pragma once

#include "methods/learning_status.h"
#include "methods/plan.h"
#include "methods/strong_view.h"

namespace macadam {

/// The labels of a weak view that are probable enough teach a strong view of the same tiles:
/// CE(N(x_l), y) + w·Σ [p ≥ τ]·CE(N(strong x_u), argmax N(x_u)) / valid pixels.
///
/// FixMatch (Sohn et al. 2020) in the form that UniMatch's reference code gives it for segmentation, with CutMix; that
/// halves the sum, which here is left to the learning rate. With a learning status it is FlexMatch (Zhang et al. 2021):
/// τ is then of the label's class. The weak view passes without gradient, in training mode.
class FixMatch : public Method {
 public:
  /// @param status null takes one threshold for all classes
  FixMatch(NamedNetwork network, double weight, double threshold, std::shared_ptr<LearningStatus> status = nullptr);
  StepResult step(const StepBatch& batch, const Progress& progress) override;
  /// A step with a given strong view.
  StepResult learn(const StepBatch& batch, const StrongView& strong);
  std::vector<NamedNetwork> trainedNetworks() const override { return {network_}; }
  std::vector<NamedModule> auxiliaryModules() const override;

 private:
  torch::Tensor accepted(const PseudoLabels& labels) const;

  NamedNetwork network_;
  double weight_;
  double threshold_;
  std::shared_ptr<LearningStatus> status_;
  std::shared_ptr<StrongViews> views_ = std::make_shared<StrongViews>();
};

std::vector<Phase> plan(const RunSpec& spec, const FixMatchSpec& method, const std::string& checkpointFolder);
std::vector<Phase> plan(const RunSpec& spec, const FlexMatchSpec& method, const std::string& checkpointFolder);

}  // namespace macadam
