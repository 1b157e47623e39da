#pragma once

#include "nn/tensor_random.h"
#include "train/checkpoint.h"
#include "train/frozen_encoders.h"
#include "train/optimizers.h"
#include "train/phase_plan.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace macadam {

/// The living half of a phase: its networks on their device, the optimizers, and the method of the current stage.
class PhaseState {
 public:
  /// Builds and places the networks; those that are frozen are loaded, put into evaluation mode and folded.
  PhaseState(const Phase& phase, const RunSpec& spec, const torch::Device& device);

  /// Puts the weights of given students into those that begin with them, where the phase begins. @throws Error naming
  /// the source where it does not fit.
  void loadGiven();
  /// Makes the method of a stage; auxiliary modules that train with it join the optimizer, those of the stage before
  /// leave it.
  void enterStage(const Stage& stage);
  /// Dropout and perturbations of a step draw from a generator of the phase, keyed by the step: no state of it needs
  /// saving, and nothing else in the process draws from it.
  void seedStep(std::uint64_t key) { random_->restart(key); }

  /// Lets pretrained encoders learn, or keeps them as they are, as the schedule has it for an iteration of the phase.
  void prepareStep(std::int64_t iteration) { pretrained_.prepareStep(iteration); }

  Method& method() { return *method_; }
  Optimizers& optimizer() { return optimizer_; }
  const PhaseNetworks& networks() const { return networks_; }

  /// Trained and averaged networks and auxiliary modules; with the optimizer's state when the file is to be resumed
  /// from.
  enum class Contents { Networks, NetworksAndOptimizer };
  TensorFile save(Contents contents) const;
  /// What `save` kept of the networks. @throws Error naming `source` when the file holds others, or the state of
  /// another optimizer than the schedule's.
  void loadNetworks(const TensorFile& file, const std::string& source);
  /// What `save` kept of the stage's auxiliary modules: there is nothing of them before the stage's first step.
  void loadAuxiliaries(const TensorFile& file, const std::string& source);

 private:
  void load(const std::string& name, torch::nn::Module& module, const TensorFile& file, const std::string& source);

  const Phase& phase_;
  torch::Device device_;
  std::shared_ptr<TensorRandom> random_ = std::make_shared<TensorRandom>(0);
  PhaseNetworks networks_;
  LossSpec loss_;
  OptimizerKind optimizerKind_;
  Optimizers optimizer_;
  FrozenEncoders pretrained_;
  std::unique_ptr<Method> method_;
};

}  // namespace macadam
