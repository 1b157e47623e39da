#include "methods/distillation/dist.h"

#include "methods/distillation/weighted_mean.h"

#include <torch/torch.h>

namespace macadam {
namespace {

/// Over `dimensions` of values that are centred there.
torch::Tensor correlation(const torch::Tensor& a, const torch::Tensor& b, at::IntArrayRef dimensions) {
  constexpr double kNothing = 1e-8;  // reference code
  const auto length = [&](const torch::Tensor& x) { return x.norm(2, dimensions, /*keepdim=*/false); };
  return (a * b).sum(dimensions) / (length(a) * length(b) + kNothing);
}

}  // namespace

torch::Tensor distLoss(const torch::Tensor& logits, const torch::Tensor& probabilities, const torch::Tensor& valid) {
  const torch::Tensor student = torch::softmax(logits, 1);
  const auto overClasses = [](const torch::Tensor& p) { return p - p.mean(1, /*keepdim=*/true); };
  const torch::Tensor inter =
      weightedMean(1.0 - correlation(overClasses(student), overClasses(probabilities), {1}), valid);

  const torch::Tensor counted = valid.unsqueeze(1).to(torch::kFloat);
  const torch::Tensor count = counted.sum();
  const auto overPixels = [&](const torch::Tensor& p) {
    return (p - (p * counted).sum({0, 2, 3}, /*keepdim=*/true) / count.clamp_min(1.0)) * counted;
  };
  const torch::Tensor intra = 1.0 - correlation(overPixels(student), overPixels(probabilities), {0, 2, 3}).mean();
  return inter + intra * count.clamp_max(1.0);
}

}  // namespace macadam
