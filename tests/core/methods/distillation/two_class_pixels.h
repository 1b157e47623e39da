#pragma once

#include <torch/torch.h>

#include <cmath>
#include <vector>

namespace macadam {

/// Logits 1×2×1×n whose softmax gives each pixel that probability of road.
inline torch::Tensor logitsOf(const std::vector<double>& road) {
  const torch::Tensor p = torch::tensor(road, torch::kDouble).to(torch::kFloat);
  return torch::stack({(1.0 - p).log(), p.log()}).view({1, 2, 1, -1});
}

/// The probabilities themselves.
inline torch::Tensor probabilitiesOf(const std::vector<double>& road) {
  const torch::Tensor p = torch::tensor(road, torch::kDouble).to(torch::kFloat);
  return torch::stack({1.0 - p, p}).view({1, 2, 1, -1});
}

/// One image of one row.
inline torch::Tensor validPixels(const std::vector<std::int64_t>& valid) {
  return torch::tensor(valid).to(torch::kBool).view({1, 1, -1});
}

}  // namespace macadam
