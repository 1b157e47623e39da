#pragma once

#include "methods/plan.h"
#include "methods/strong_view.h"

#include <array>

namespace macadam {

/// Drops whole channels of every level of an encoder, and scales the others to make up for it.
class LevelDropout : public torch::nn::Module, public DrawsAtRandom {
 public:
  explicit LevelDropout(double probability) : probability_(probability) {}
  Levels dropped(Levels levels) const;
  void drawFrom(std::shared_ptr<TensorRandom> random) override { random_ = std::move(random); }

 private:
  double probability_;
  std::shared_ptr<TensorRandom> random_ = std::make_shared<TensorRandom>(0);
};

/// UniMatch (Yang et al. 2023): confident labels of a weak view teach two strong views, and the weak view itself where
/// the decoder sees perturbed features: CE(N(x_l), y) + w·(¼·L(strong 1) + ¼·L(strong 2) + ½·L(perturbed)), each L as
/// in FixMatch. Their reference code halves the sum, which here is left to the learning rate.
class UniMatch : public Method {
 public:
  UniMatch(NamedNetwork network, const UniMatchSpec& spec);
  StepResult step(const StepBatch& batch, const Progress& progress) override;
  /// A step with given views; `levels` are those of the unlabelled images, `perturbed` the same with perturbations.
  StepResult learn(const StepBatch& batch, const std::array<StrongView, 2>& strong, const Levels& levels,
                   const Levels& perturbed);
  std::vector<NamedNetwork> trainedNetworks() const override { return {network_}; }
  std::vector<NamedModule> auxiliaryModules() const override { return {{"views", views_}, {"dropout", dropout_}}; }

 private:
  NamedNetwork network_;
  UniMatchSpec spec_;
  std::shared_ptr<StrongViews> views_ = std::make_shared<StrongViews>();
  std::shared_ptr<LevelDropout> dropout_;
};

std::vector<Phase> plan(const RunSpec& spec, const UniMatchSpec& method, const std::string& checkpointFolder);

}  // namespace macadam
