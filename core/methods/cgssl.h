#pragma once

#include "methods/plan.h"

namespace macadam {

/// Weights of pixels by how sure networks are together: those whose entropy is at most the mean weigh
/// 1 + (max − H)/(max − min), the others 1; H is the entropy of the softmax of the summed logits, its mean, maximum and
/// minimum those of the valid pixels of the batch.
///
/// Ma et al. state that confident labels are to count more. Their reference code gives that weight to the pixels above
/// the mean; that it is given to those below is ours.
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
