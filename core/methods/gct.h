#pragma once

#include "methods/plan.h"
#include "nn/flaw_detector.h"

#include <array>

namespace macadam {

/// Guided collaborative training (Ke et al. 2020, and their reference code): with the probabilities p₁ and p₂ of two
/// networks, flaw maps Fᵢ = F(x, pᵢ) of a detector and the true flaws C(pᵢ, y),
///   Σ CE(Nᵢ(x_l), y) + w_c(t)·Σ MSE(pᵢ, tᵢ) + w_f·Σ mean of Fᵢ² where both are wrong
/// teaches the networks, x labelled and unlabelled, the target tᵢ at each pixel that of p₁ and p₂ with less flaw; and
///   w_d/2·Σ MSE(F(x_l, pᵢ), C(pᵢ, y))
/// teaches the detector. Neither has a gradient in what the other learns from.
///
/// Ours: pixels without a label, or without data, are left out of every mean; one pass serves both halves of a step.
class Gct : public Method {
 public:
  /// @param detectorRate the detector's learning rate as a factor of the schedule's.
  Gct(std::vector<NamedNetwork> networks, std::shared_ptr<FlawDetector> detector, const GctSpec& spec,
      double detectorRate);
  StepResult step(const StepBatch& batch, const Progress& progress) override;
  /// The targets of both networks' probabilities N×C×H×W. @param flaws cleaned, N×1×H×W
  static std::array<torch::Tensor, 2> targets(const std::array<torch::Tensor, 2>& probabilities,
                                              const std::array<torch::Tensor, 2>& flaws, double threshold);
  std::vector<NamedNetwork> trainedNetworks() const override { return networks_; }
  std::vector<NamedModule> auxiliaryModules() const override;

 private:
  std::vector<NamedNetwork> networks_;
  std::shared_ptr<FlawDetector> detector_;
  GctSpec spec_;
  double detectorRate_;
};

std::vector<Phase> plan(const RunSpec& spec, const GctSpec& method, const std::string& checkpointFolder);

}  // namespace macadam
