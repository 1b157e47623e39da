#pragma once

#include "methods/plan.h"

namespace macadam {

/// Weights of pixels by how sure networks are together: 1 where the entropy H of the softmax of the summed logits is at
/// most its mean, (max − H)/(max − min) where it is more; mean, maximum and minimum are those of the valid pixels.
///
/// Ma et al. state that labels of little confidence are to harm less. Their reference code adds 1 to the weight of
/// these pixels, so that they would count more than the others; that it is left out is ours.
/// @param summed N×C×H×W @param valid N×H×W bool
torch::Tensor certaintyWeights(const torch::Tensor& summed, const torch::Tensor& valid);

/// Confidence-guided semi-supervised learning (Ma, Karakuş & Rosin 2023, and their reference code): networks of
/// different architecture, Σ CE(Nᵢ(x_l), y) + w·Σ over i ≠ j of weighted CE(Nᵢ(x), argmax Nⱼ(x)), x labelled and
/// unlabelled.
class Cgssl : public Method {
 public:
  Cgssl(std::vector<NamedNetwork> networks, double weight);
  StepResult step(const StepBatch& batch, const Progress& progress) override;
  std::vector<NamedNetwork> trainedNetworks() const override { return networks_; }

 private:
  std::vector<NamedNetwork> networks_;
  double weight_;
};

std::vector<Phase> plan(const RunSpec& spec, const CgsslSpec& method, const std::string& checkpointFolder);

}  // namespace macadam
