#include "train/optimizers.h"

namespace macadam {

void Optimizers::add(const std::string& name, torch::nn::Module& module,
                     const std::map<std::string, double>& rateFactor) {
  common_->add(name, module, rateFactor);
}

void Optimizers::add(const NamedModule& auxiliary) {
  if (!auxiliary.learnsBy) return common_->add(auxiliary.name, *auxiliary.module);
  std::unique_ptr<Optimizer>& own = own_[auxiliary.name] = makeOptimizer(auxiliary.learnsBy->rule);
  own->add(auxiliary.name, *auxiliary.module, {{"", auxiliary.learnsBy->rateFactor}});
}

void Optimizers::remove(const std::string& name) {
  common_->remove(name);
  own_.erase(name);
}

void Optimizers::zeroGradients() {
  common_->zeroGradients();
  for (auto& [name, own] : own_) own->zeroGradients();
}

void Optimizers::step(double rate) {
  common_->step(rate);
  for (auto& [name, own] : own_) own->step(rate);
}

std::map<std::string, torch::Tensor> Optimizers::state() const {
  std::map<std::string, torch::Tensor> tensors = common_->state();
  for (const auto& [name, own] : own_) tensors.merge(own->state());
  return tensors;
}

void Optimizers::load(const std::string& name, const std::map<std::string, torch::Tensor>& state,
                      const std::string& source) {
  common_->load(name, state, source);
  for (auto& [module, own] : own_) own->load(name, state, source);
}

}  // namespace macadam
