#pragma once

#include "spec/optimizer_spec.h"

#include <torch/nn/module.h>
#include <torch/types.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace macadam {

/// Changes the parameters of modules by their gradients, and remembers of each what its rule needs.
class Optimizer {
 public:
  virtual ~Optimizer() = default;

  /// Takes over the parameters of `module`, named `name/…`; those for which `rateFactor` names a prefix learn at
  /// that factor of the rate.
  void add(const std::string& name, torch::nn::Module& module, const std::map<std::string, double>& rateFactor = {});
  /// Gives back the parameters of the module that was added as `name`.
  void remove(const std::string& name);
  void zeroGradients();
  /// Parameters without a gradient stay as they are.
  void step(double rate);

  /// What it remembers, by parameter name; the tensors are the optimizer's own.
  std::map<std::string, torch::Tensor> state() const;
  /// Takes what it is to remember of the module that was added as `name`.
  /// @throws Error when something of a parameter is not in `state`, or has another shape.
  void load(const std::string& name, const std::map<std::string, torch::Tensor>& state, const std::string& source);

 protected:
  /// Something that is remembered of a parameter.
  struct Memory {
    std::string_view suffix;  ///< Follows the parameter's name in `state`.
    torch::Tensor value;
  };

  struct Slot {
    std::string name;
    torch::Tensor parameter;
    double rateFactor;
    std::vector<Memory> memory;
  };

 private:
  /// What is remembered of a parameter that has not been changed yet.
  virtual std::vector<Memory> blankMemory(const torch::Tensor& parameter) const = 0;
  /// Changes the parameters of `slots`, each of which has a gradient.
  virtual void update(const std::vector<Slot*>& slots, double rate) = 0;

  std::vector<Slot> slots_;
};

std::unique_ptr<Optimizer> makeOptimizer(const OptimizerRule& rule);

/// The gradient of a parameter, laid out in memory as the parameter is.
torch::Tensor alignedGradient(const torch::Tensor& parameter);

}  // namespace macadam
