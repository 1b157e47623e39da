#include "methods/distillation/liu_pair.h"

#include "methods/distillation/weighted_mean.h"
#include "nn/interpolate.h"

#include <torch/torch.h>

namespace macadam {
namespace {

struct Regions {
  torch::Tensor similarities;  ///< N×R×R, R regions.
  torch::Tensor areSeen;       ///< N×R bool
};

Regions regionsOf(const torch::Tensor& features, std::int64_t regions, const torch::Tensor& valid) {
  constexpr double kNothing = 1e-8;  // reference code
  RegionMeans means;
  const torch::Tensor shares = validShares(valid, features.size(2), features.size(3));
  const torch::Tensor seen = means(shares, regions, regions);
  const torch::Tensor mean = (means(features * shares, regions, regions) / seen.clamp_min(kNothing)).flatten(2);
  const torch::Tensor direction = mean / (mean.norm(2, {1}, /*keepdim=*/true) + kNothing);
  return {torch::matmul(direction.transpose(1, 2), direction), seen.flatten(1).gt(0.0)};
}

}  // namespace

torch::Tensor liuPairLoss(const torch::Tensor& student, const torch::Tensor& teacher, std::int64_t regions,
                          const torch::Tensor& valid) {
  const Regions ours = regionsOf(student, regions, valid), theirs = regionsOf(teacher, regions, valid);
  const torch::Tensor areSeen = torch::logical_and(ours.areSeen, theirs.areSeen);
  const torch::Tensor pairs = torch::logical_and(areSeen.unsqueeze(2), areSeen.unsqueeze(1));
  return weightedMean((ours.similarities - theirs.similarities).square(), pairs);
}

}  // namespace macadam
