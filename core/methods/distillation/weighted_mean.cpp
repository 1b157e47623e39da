#include "methods/distillation/weighted_mean.h"

#include "nn/interpolate.h"

#include <torch/torch.h>

namespace macadam {

torch::Tensor weightedMean(const torch::Tensor& values, const torch::Tensor& weights) {
  constexpr double kNothing = 1e-12;
  const torch::Tensor each = weights.to(torch::kFloat).expand_as(values);
  return (values * each).sum() / each.sum().clamp_min(kNothing);
}

torch::Tensor validShares(const torch::Tensor& valid, std::int64_t height, std::int64_t width) {
  return RegionMeans()(valid.unsqueeze(1).to(torch::kFloat), height, width);
}

}  // namespace macadam
