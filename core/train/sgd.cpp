#include "train/sgd.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <array>
#include <map>

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

}  // namespace

std::vector<Optimizer::Memory> Sgd::blankMemory(const torch::Tensor& parameter) const {
  return {{"", torch::zeros_like(parameter)}};  // checkpoints of before know the momentum by the parameter's name
}

void Sgd::update(const std::vector<Slot*>& slots, double rate) {
  std::map<double, std::array<std::vector<torch::Tensor>, 3>>
      onDevice;  // by rate factor: parameters, gradients, momenta
  const auto rates = [&](double factor) {
    return Rates{static_cast<float>(rate * factor), static_cast<float>(rule_.momentum),
                 static_cast<float>(rule_.weightDecay)};
  };
  for (Slot* slot : slots) {
    const torch::Tensor gradient = alignedGradient(slot->parameter);
    torch::Tensor& momentum = slot->memory[0].value;
    if (slot->parameter.is_cpu()) {
      updateOnCpu(slot->parameter, gradient, momentum, rates(slot->rateFactor));
    } else {
      auto& [parameters, gradients, momenta] = onDevice[slot->rateFactor];
      parameters.push_back(slot->parameter);
      gradients.push_back(gradient);
      momenta.push_back(momentum);
    }
  }
  for (auto& [factor, lists] : onDevice) updateOnDevice(lists[0], lists[1], lists[2], rates(factor));
}

}  // namespace macadam
