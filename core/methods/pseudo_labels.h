#pragma once

#include <torch/types.h>

namespace macadam {

/// What a network says of unlabelled pixels, for a harder view of them to learn; detached.
struct PseudoLabels {
  torch::Tensor labels;      ///< N×H×W int64, 0 or 1 everywhere.
  torch::Tensor confidence;  ///< N×H×W: the probability of that class.
  torch::Tensor valid;       ///< N×H×W bool
};

/// @param valid N×H×W bool; undefined when all pixels are
PseudoLabels pseudoLabelsOf(const torch::Tensor& logits, const torch::Tensor& valid);

/// The same of images that were mixed by boxes N×H×W (cut_mix.h).
PseudoLabels mixed(const PseudoLabels& labels, const torch::Tensor& boxes);

/// Cross-entropy with the labels that are accepted (N×H×W bool), over the number of all valid pixels: the fewer are
/// accepted, the smaller it is.
torch::Tensor crossEntropy(const torch::Tensor& logits, const PseudoLabels& labels, const torch::Tensor& accepted);

}  // namespace macadam
