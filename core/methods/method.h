#pragma once

#include "methods/losses.h"
#include "nn/network.h"
#include "spec/loss_spec.h"
#include "spec/optimizer_spec.h"

#include <torch/types.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// What one training step sees. BatchNorm normalises labelled and unlabelled images each by their own statistics,
/// as in the reference codes, where they pass through a network one after the other.
struct StepBatch {
  torch::Tensor labelledImages;    ///< N×3×H×W
  torch::Tensor labels;            ///< N×H×W int64: 0, 1 or 255
  torch::Tensor unlabelledImages;  ///< M×3×H×W; undefined where the stage needs none.
  torch::Tensor unlabelledValid;   ///< M×H×W bool, false on padding and blank areas; undefined when all are valid.
  torch::Tensor hiddenLabels;  ///< M×H×W int64, held back: pseudo-labels are measured on it, nothing is trained on it.
};

/// The pixels of a batch whose labels are known, of its labelled images, and that show something, of the unlabelled
/// ones: (N+M)×H×W bool.
torch::Tensor validPixels(const StepBatch& batch);

/// How far the phase has come; some weights ramp up with it.
struct Progress {
  std::int64_t iteration = 0;  ///< From 0.
  std::int64_t iterations = 1;
};

/// Logits on the unlabelled images that became pseudo-labels in a step; detached, for measuring.
struct PseudoLabelLogits {
  /// How the labels come of several networks: from the mean of their probabilities, or from each for the others.
  enum class Rule { Mean, EachOther };

  std::vector<torch::Tensor> sources{};  ///< Empty where a step makes no pseudo-labels.
  Rule rule = Rule::Mean;
};

struct StepResult {
  Losses losses;
  PseudoLabelLogits pseudoLabels;
};

struct NamedNetwork {
  std::string name;
  std::shared_ptr<Network> network;
};

/// Modules that train beside the networks but predict nothing (CCT's auxiliary decoders): their parameters are the
/// optimizer's, their buffers what a method remembers from step to step, and both are saved.
struct NamedModule {
  /// An optimizer beside the schedule's.
  struct OwnOptimizer {
    OptimizerRule rule;
    double rateFactor;  ///< Of the schedule's learning rate.
  };

  std::string name;
  std::shared_ptr<torch::nn::Module> module;
  std::optional<OwnOptimizer> learnsBy = std::nullopt;  ///< Without one, the schedule's.
};

/// A loss rule with the networks that it trains and those that it only listens to.
class Method {
 public:
  virtual ~Method() = default;

  /// Forward passes and losses of one step; the caller runs the backward pass.
  virtual StepResult step(const StepBatch& batch, const Progress& progress) = 0;
  /// The networks that learn, the one to judge the method by first.
  virtual std::vector<NamedNetwork> trainedNetworks() const = 0;
  /// Networks that change by `afterStep` alone; evaluated, previewed and saved like those that learn.
  virtual std::vector<NamedNetwork> averagedNetworks() const { return {}; }
  /// The networks that are frozen; evaluated and previewed like the others, but neither trained nor saved.
  virtual std::vector<NamedNetwork> frozenNetworks() const { return {}; }
  virtual std::vector<NamedModule> auxiliaryModules() const { return {}; }
  /// Whether a step reads the unlabelled images.
  virtual bool needsUnlabelled() const { return true; }
  /// Called when the optimizer has updated what `step` gave losses for.
  virtual void afterStep(const Progress&) {}

  /// What given labels teach by, which is the same for all methods; cross-entropy unless it is said. What networks
  /// learn of each other, pseudo-labels among it, stays as each method's source has it.
  void learnLabelsBy(const LossSpec& loss) { loss_ = loss; }

 protected:
  const LossSpec& lossOfLabels() const { return loss_; }
  /// The error of logits against given labels by it (supervised_loss.h).
  torch::Tensor labelledError(const torch::Tensor& logits, const torch::Tensor& labels) const;

 private:
  LossSpec loss_;
};

}  // namespace macadam
