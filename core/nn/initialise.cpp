#include "nn/initialise.h"

#include <torch/torch.h>

#include <cmath>

namespace macadam {

void drawNormal(torch::Tensor& weight, std::int64_t fan, TensorRandom& random) {
  const torch::NoGradGuard noGrad;
  weight.normal_(0.0, std::sqrt(2.0) / std::sqrt(static_cast<double>(fan)), random.on(weight.device()));
}

void drawDefault(torch::Tensor& weight, torch::Tensor& bias, TensorRandom& random) {
  const torch::NoGradGuard noGrad;
  const at::Generator& generator = random.on(weight.device());
  const double fan = static_cast<double>(weight[0].numel());
  // As PyTorch computes it, by He's bound for a rectifier of slope √5: the last digit counts.
  const double ofWeight = std::sqrt(3.0) * (std::sqrt(2.0 / (1.0 + 5.0)) / std::sqrt(fan));
  weight.uniform_(-ofWeight, ofWeight, generator);
  if (bias.defined()) bias.uniform_(-1.0 / std::sqrt(fan), 1.0 / std::sqrt(fan), generator);
}

namespace {

void initialise(torch::nn::Conv2dImpl& convolution, TensorRandom& random) {
  drawDefault(convolution.weight, convolution.bias, random);
  const bool isDepthwise = convolution.options.groups() > 1;
  if (convolution.bias.defined() && !isDepthwise) return;
  const std::int64_t outputs = convolution.weight.numel() / convolution.weight.size(1) / convolution.options.groups();
  drawNormal(convolution.weight, outputs, random);
  if (convolution.bias.defined()) torch::nn::init::zeros_(convolution.bias);
}

/// SegFormer's reference code cuts this normal distribution off at ±2, a hundred deviations.
void initialise(torch::nn::LinearImpl& linear, TensorRandom& random) {
  const torch::NoGradGuard noGrad;
  linear.weight.normal_(0.0, 0.02, random.on(linear.weight.device()));
  if (linear.bias.defined()) linear.bias.zero_();
}

}  // namespace

void initialise(torch::nn::Module& module, TensorRandom& random) {
  for (const auto& below : module.modules()) {
    if (auto* convolution = below->as<torch::nn::Conv2d>()) initialise(*convolution, random);
    if (auto* linear = below->as<torch::nn::Linear>()) initialise(*linear, random);
  }
}

}  // namespace macadam
