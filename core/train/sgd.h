#pragma once

#include <torch/nn/module.h>
#include <torch/types.h>

#include <map>
#include <string>
#include <vector>

namespace macadam {

/// SGD with momentum and weight decay, as torch.optim.SGD computes it (no Nesterov, no dampening), in one pass
/// over the memory of each parameter.
class Sgd {
 public:
  Sgd(double momentum, double weightDecay) : momentum_(momentum), weightDecay_(weightDecay) {}

  /// Takes over the parameters of `module`, named `name/…`; those for which `rateFactor` names a prefix learn at
  /// that factor of the rate.
  void add(const std::string& name, torch::nn::Module& module, const std::map<std::string, double>& rateFactor = {});
  /// Gives back the parameters of the module that was added as `name`.
  void remove(const std::string& name);
  void zeroGradients();
  void step(double rate);

  /// Momentum by parameter name; the tensors are the optimizer's own.
  std::map<std::string, torch::Tensor> state() const;
  /// Takes the momentum of the module that was added as `name`.
  /// @throws Error when a parameter has no momentum of its shape in `state`.
  void load(const std::string& name, const std::map<std::string, torch::Tensor>& state, const std::string& source);

 private:
  struct Slot {
    std::string name;
    torch::Tensor parameter;
    torch::Tensor momentum;
    double rateFactor;
  };

  double momentum_;
  double weightDecay_;
  std::vector<Slot> slots_;
};

}  // namespace macadam
