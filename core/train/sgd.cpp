#include "train/sgd.h"

#include "base/error.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <array>

namespace macadam {
namespace {

struct Rates {
  float learning;
  float momentum;
  float decay;
};

void updateOnCpu(torch::Tensor& parameter, const torch::Tensor& gradient, torch::Tensor& momentum, Rates rates) {
  float* p = parameter.data_ptr<float>();
  const float* g = gradient.data_ptr<float>();
  float* m = momentum.data_ptr<float>();
  at::parallel_for(0, parameter.numel(), 1 << 15, [=](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      m[i] = rates.momentum * m[i] + (g[i] + rates.decay * p[i]);
      p[i] -= rates.learning * m[i];
    }
  });
}

void updateOnDevice(std::vector<torch::Tensor>& parameters, const std::vector<torch::Tensor>& gradients,
                    std::vector<torch::Tensor>& momenta, Rates rates) {
  at::_foreach_mul_(momenta, rates.momentum);
  at::_foreach_add_(momenta, gradients);
  at::_foreach_add_(momenta, parameters, rates.decay);
  at::_foreach_add_(parameters, momenta, -rates.learning);
}

/// A gradient laid out in memory as its parameter is.
torch::Tensor alignedGradient(const torch::Tensor& parameter) {
  const torch::Tensor& gradient = parameter.grad();
  if (gradient.strides() == parameter.strides()) return gradient;
  return torch::empty_like(parameter).copy_(gradient);
}

}  // namespace

void Sgd::add(const std::string& name, torch::nn::Module& module, const std::map<std::string, double>& rateFactor) {
  for (const auto& item : module.named_parameters()) {
    double factor = 1.0;
    for (const auto& [prefix, value] : rateFactor) {
      if (item.key().starts_with(prefix)) factor = value;
    }
    slots_.push_back({name + "/" + item.key(), item.value(), torch::zeros_like(item.value()), factor});
  }
}

void Sgd::remove(const std::string& name) {
  std::erase_if(slots_, [start = name + "/"](const Slot& slot) { return slot.name.starts_with(start); });
}

void Sgd::zeroGradients() {
  for (Slot& slot : slots_) slot.parameter.mutable_grad() = torch::Tensor();
}

void Sgd::step(double rate) {
  torch::NoGradGuard noGrad;
  std::map<double, std::array<std::vector<torch::Tensor>, 3>>
      onDevice;  // by rate factor: parameters, gradients, momenta
  const auto rates = [&](double factor) {
    return Rates{static_cast<float>(rate * factor), static_cast<float>(momentum_), static_cast<float>(weightDecay_)};
  };
  for (Slot& slot : slots_) {
    if (!slot.parameter.grad().defined()) continue;
    const torch::Tensor gradient = alignedGradient(slot.parameter);
    if (slot.parameter.is_cpu()) {
      updateOnCpu(slot.parameter, gradient, slot.momentum, rates(slot.rateFactor));
    } else {
      auto& [parameters, gradients, momenta] = onDevice[slot.rateFactor];
      parameters.push_back(slot.parameter);
      gradients.push_back(gradient);
      momenta.push_back(slot.momentum);
    }
  }
  for (auto& [factor, lists] : onDevice) updateOnDevice(lists[0], lists[1], lists[2], rates(factor));
}

std::map<std::string, torch::Tensor> Sgd::state() const {
  std::map<std::string, torch::Tensor> tensors;
  for (const Slot& slot : slots_) tensors.emplace(slot.name, slot.momentum);
  return tensors;
}

void Sgd::load(const std::string& name, const std::map<std::string, torch::Tensor>& state, const std::string& source) {
  torch::NoGradGuard noGrad;
  for (Slot& slot : slots_) {
    if (!slot.name.starts_with(name + "/")) continue;
    const auto found = state.find(slot.name);
    if (found == state.end() || found->second.sizes() != slot.momentum.sizes()) {
      throw Error(source, "holds no optimizer state for " + slot.name,
                  "resume with the spec that the run was started with");
    }
    slot.momentum.copy_(found->second);
  }
}

}  // namespace macadam
