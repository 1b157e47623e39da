#include "methods/distillation/heo.h"

#include "methods/distillation/weighted_mean.h"

#include <torch/torch.h>

namespace macadam {
namespace {

/// 1×F×1×1.
torch::Tensor marginOf(const torch::Tensor& teacher, const torch::Tensor& shares) {
  constexpr double kNothing = 1e-12;
  const torch::Tensor negative = teacher.lt(0.0).to(torch::kFloat) * shares;
  return (teacher * negative).sum({0, 2, 3}, /*keepdim=*/true) /
         negative.sum({0, 2, 3}, /*keepdim=*/true).clamp_min(kNothing);
}

}  // namespace

torch::Tensor heoLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& shares) {
  const torch::Tensor target = torch::maximum(teacher, marginOf(teacher, shares));
  const torch::Tensor counts = torch::logical_or(student > target, target > 0.0);
  return weightedMean((student - target).square() * counts.to(torch::kFloat), shares);
}

}  // namespace macadam
