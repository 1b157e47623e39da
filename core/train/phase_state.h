#pragma once

#include "train/checkpoint.h"
#include "train/phase_plan.h"
#include "train/sgd.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace macadam {

/// The living half of a phase: its networks on their device, the optimizer, and the method of the current stage.
class PhaseState {
 public:
  /// Builds and places the networks; those that are frozen are loaded, put into evaluation mode and folded.
  PhaseState(const Phase& phase, const RunSpec& spec, const torch::Device& device);

  /// Makes the method of a stage; auxiliary modules that train with it join the optimizer.
  void enterStage(const Stage& stage);

  Method& method() { return *method_; }
  Sgd& optimizer() { return optimizer_; }
  const PhaseNetworks& networks() const { return networks_; }

  /// Trained networks and auxiliary modules; with the optimizer's state when the file is to be resumed from.
  enum class Contents { Networks, NetworksAndOptimizer };
  TensorFile save(Contents contents) const;
  void load(const TensorFile& file, const std::string& source);

 private:
  const Phase& phase_;
  torch::Device device_;
  PhaseNetworks networks_;
  Sgd optimizer_;
  std::unique_ptr<Method> method_;
};

}  // namespace macadam
