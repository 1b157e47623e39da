#include "train/adamw.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace macadam {
namespace {

/// The factors of one update.
struct Factors {
  double keptWeight;  ///< 1 − rate·decay
  double meanKeep;
  double squareKeep;
  double stepSize;     ///< rate / (1 − β₁ᵗ)
  double rootDivisor;  ///< √(1 − β₂ᵗ)
  double epsilon;
};

Factors factorsAt(std::int64_t step, double rate, const AdamWRule& rule) {
  const auto t = static_cast<double>(step);
  return {.keptWeight = 1.0 - rate * rule.weightDecay,
          .meanKeep = rule.meanKeep,
          .squareKeep = rule.squareKeep,
          .stepSize = rate / (1.0 - std::pow(rule.meanKeep, t)),
          .rootDivisor = std::sqrt(1.0 - std::pow(rule.squareKeep, t)),
          .epsilon = rule.epsilon};
}

void updateOnCpu(torch::Tensor& parameter, const torch::Tensor& gradient, torch::Tensor& mean, torch::Tensor& square,
                 const Factors& factors) {
  float* p = parameter.data_ptr<float>();
  const float* g = gradient.data_ptr<float>();
  float* m = mean.data_ptr<float>();
  float* v = square.data_ptr<float>();
  const auto keptWeight = static_cast<float>(factors.keptWeight), meanKeep = static_cast<float>(factors.meanKeep),
             squareKeep = static_cast<float>(factors.squareKeep), stepSize = static_cast<float>(factors.stepSize),
             rootDivisor = static_cast<float>(factors.rootDivisor), epsilon = static_cast<float>(factors.epsilon),
             newMean = static_cast<float>(1.0 - factors.meanKeep),
             newSquare = static_cast<float>(1.0 - factors.squareKeep);
  at::parallel_for(0, parameter.numel(), 1 << 15, [=](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      m[i] = meanKeep * m[i] + newMean * g[i];
      v[i] = squareKeep * v[i] + newSquare * g[i] * g[i];
      p[i] = keptWeight * p[i] - stepSize * m[i] / (std::sqrt(v[i]) / rootDivisor + epsilon);
    }
  });
}

void updateOnDevice(std::vector<torch::Tensor>& parameters, const std::vector<torch::Tensor>& gradients,
                    std::vector<torch::Tensor>& means, std::vector<torch::Tensor>& squares, const Factors& factors) {
  at::_foreach_mul_(parameters, factors.keptWeight);
  at::_foreach_mul_(means, factors.meanKeep);
  at::_foreach_add_(means, gradients, 1.0 - factors.meanKeep);
  at::_foreach_mul_(squares, factors.squareKeep);
  at::_foreach_addcmul_(squares, gradients, gradients, 1.0 - factors.squareKeep);
  std::vector<torch::Tensor> divisors = at::_foreach_sqrt(squares);
  at::_foreach_div_(divisors, factors.rootDivisor);
  at::_foreach_add_(divisors, factors.epsilon);
  at::_foreach_addcdiv_(parameters, means, divisors, -factors.stepSize);
}

}  // namespace

std::vector<Optimizer::Memory> AdamW::blankMemory(const torch::Tensor& parameter) const {
  return {{"/mean", torch::zeros_like(parameter)},
          {"/square", torch::zeros_like(parameter)},
          {"/steps", torch::zeros({}, torch::kLong)}};  // on the host: nobody waits for the device to read it
}

void AdamW::update(const std::vector<Slot*>& slots, double rate) {
  // By rate factor and step: parameters, gradients, means, squares.
  std::map<std::pair<double, std::int64_t>, std::array<std::vector<torch::Tensor>, 4>> onDevice;
  for (Slot* slot : slots) {
    const torch::Tensor gradient = alignedGradient(slot->parameter);
    torch::Tensor &mean = slot->memory[0].value, &square = slot->memory[1].value;
    const std::int64_t step = ++*slot->memory[2].value.data_ptr<std::int64_t>();
    if (slot->parameter.is_cpu()) {
      updateOnCpu(slot->parameter, gradient, mean, square, factorsAt(step, rate * slot->rateFactor, rule_));
    } else {
      auto& [parameters, gradients, means, squares] = onDevice[{slot->rateFactor, step}];
      parameters.push_back(slot->parameter);
      gradients.push_back(gradient);
      means.push_back(mean);
      squares.push_back(square);
    }
  }
  for (auto& [key, lists] : onDevice) {
    const auto [factor, step] = key;
    updateOnDevice(lists[0], lists[1], lists[2], lists[3], factorsAt(step, rate * factor, rule_));
  }
}

}  // namespace macadam
