#pragma once

#include "spec/run_spec.h"
#include "train/events.h"

#include <torch/types.h>

#include <map>
#include <string>
#include <vector>

namespace macadam {

struct NamedMethod {
  std::string name;
  MethodSpec spec;
};

/// Every method, with its defaults.
std::vector<NamedMethod> allMethods();

/// What the first step of a method's last stage computes, with tiny networks in production's settings.
struct FirstStep {
  std::map<std::string, double> terms;  ///< Losses by name.
  PseudoLabelQuality pseudoLabels;
  torch::Tensor weights;  ///< Of all trained networks, after the optimizer's step; on the CPU.
};

/// Takes the step from the same weights on the same batch, in which each part has ignored pixels; without dropout, so
/// that devices can be compared.
FirstStep firstStep(const MethodSpec& method, const torch::Device& device);

}  // namespace macadam
