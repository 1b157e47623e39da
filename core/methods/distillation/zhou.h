#pragma once

#include <torch/types.h>

namespace macadam {

/// Weighted soft labels (Zhou et al. 2021): T²·mean over the labelled pixels of w·divergence from the teachers' soft
/// targets at temperature T, w = 1 − exp(−CE(student) / CE(teachers)). A soft label lowers the variance of what is
/// learnt and adds a bias; w takes it back where the student already knows the label better than the teachers do.
///
/// Ours: the teachers' cross-entropy is that of their mean probabilities, and their pseudo-labels stand for the labels
/// of unlabelled pixels. No gradient passes through w, as in the reference code.
/// @param logits the student's N×C×H×W @param targets softTargets at that temperature
/// @param probabilities the teachers' mean N×C×H×W @param labels N×H×W int64 @param valid N×H×W bool
torch::Tensor zhouLoss(const torch::Tensor& logits, const torch::Tensor& targets, const torch::Tensor& probabilities,
                       const torch::Tensor& labels, double temperature, const torch::Tensor& valid);

}  // namespace macadam
