#pragma once

#include <torch/types.h>

namespace macadam {

/// Channel-wise distillation (Shu et al. 2021): T²·mean over images and classes of the divergence between where in the
/// image the teachers' logits are high and where the student's are, each class's logits / T passing a softmax over the
/// image's valid pixels.
///
/// The source also compares features so; its better results are those of the logits. Ours: of several teachers the mean
/// of their logits.
/// @param logits the student's N×C×H×W @param teacherLogits N×C×H×W @param valid N×H×W bool
torch::Tensor cwdLoss(const torch::Tensor& logits, const torch::Tensor& teacherLogits, double temperature,
                      const torch::Tensor& valid);

}  // namespace macadam
