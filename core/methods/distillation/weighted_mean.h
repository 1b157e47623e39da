#pragma once

#include <torch/types.h>

namespace macadam {

/// Σ weights·values / Σ weights of floats, the weights (or flags) as far as they go for all of a dimension of size 1;
/// 0 when all are 0.
torch::Tensor weightedMean(const torch::Tensor& values, const torch::Tensor& weights);

/// The share of valid pixels in what each position of features `height`×`width` stands for, N×1×height×width: what
/// losses on features weigh positions by. @param valid N×H×W bool
torch::Tensor validShares(const torch::Tensor& valid, std::int64_t height, std::int64_t width);

}  // namespace macadam
