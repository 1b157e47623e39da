#pragma once

#include <torch/types.h>

namespace macadam {

/// The pixel-wise term of structured distillation (Liu et al. 2019): mean over the valid pixels of the divergence from
/// the teachers' mean probabilities.
/// @param logits the student's N×C×H×W @param probabilities N×C×H×W @param valid N×H×W bool
torch::Tensor liuPixelLoss(const torch::Tensor& logits, const torch::Tensor& probabilities, const torch::Tensor& valid);

}  // namespace macadam
