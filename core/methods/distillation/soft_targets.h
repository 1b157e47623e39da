#pragma once

#include <torch/types.h>

#include <vector>

namespace macadam {

/// The mean over the teachers of softmax(logits / temperature), N×C×H×W: Hinton et al.'s soft targets, of an ensemble
/// their arithmetic mean.
torch::Tensor softTargets(const std::vector<torch::Tensor>& teacherLogits, double temperature);

/// Of each pixel, Σ_c t·(log t − log softmax(logits / temperature)), N×H×W: the cross-entropy with the targets less
/// what no student can change, so that it is 0 where the two agree; the gradients are equal.
torch::Tensor divergence(const torch::Tensor& logits, const torch::Tensor& targets, double temperature = 1.0);

}  // namespace macadam
