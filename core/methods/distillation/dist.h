#pragma once

#include <torch/types.h>

namespace macadam {

/// DIST (Huang et al. 2022): what Pearson's correlation of the student's probabilities with the teachers' lacks of 1,
/// once over the classes of each valid pixel, in the mean (inter), and once over all valid pixels of the batch for each
/// class (intra); the sum of both, as β = γ = 1 and τ = 1 in the reference code for segmentation.
///
/// With two classes a pixel's correlation over them is 1 or −1: whether both name one class. That half then counts
/// disagreements and teaches nothing; the intra half teaches.
/// @param logits the student's N×C×H×W @param probabilities the teachers' mean N×C×H×W @param valid N×H×W bool
torch::Tensor distLoss(const torch::Tensor& logits, const torch::Tensor& probabilities, const torch::Tensor& valid);

}  // namespace macadam
