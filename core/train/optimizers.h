#pragma once

#include "methods/method.h"
#include "train/optimizer.h"

#include <map>
#include <memory>
#include <string>

namespace macadam {

/// The optimizers of a phase: the schedule's, and one more for each module that names its own.
class Optimizers {
 public:
  explicit Optimizers(const OptimizerRule& common) : common_(makeOptimizer(common)) {}

  /// Takes over a module as Optimizer::add does, into the schedule's optimizer.
  void add(const std::string& name, torch::nn::Module& module, const std::map<std::string, double>& rateFactor = {});
  /// Into its own, where it names one.
  void add(const NamedModule& auxiliary);
  void remove(const std::string& name);
  void zeroGradients();
  /// @param rate the schedule's.
  void step(double rate);

  /// As those of Optimizer, over all of them.
  std::map<std::string, torch::Tensor> state() const;
  void load(const std::string& name, const std::map<std::string, torch::Tensor>& state, const std::string& source);

 private:
  std::unique_ptr<Optimizer> common_;
  std::map<std::string, std::unique_ptr<Optimizer>> own_;  ///< By module.
};

}  // namespace macadam
