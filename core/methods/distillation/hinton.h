#pragma once

#include <torch/types.h>

namespace macadam {

/// Distillation by soft targets (Hinton et al. 2015): T²·mean over the valid pixels of the divergence from the
/// teachers' probabilities at temperature T; T² keeps the gradients' size as T changes.
/// @param logits the student's N×C×H×W @param targets softTargets at that temperature @param valid N×H×W bool
torch::Tensor hintonLoss(const torch::Tensor& logits, const torch::Tensor& targets, double temperature,
                         const torch::Tensor& valid);

}  // namespace macadam
