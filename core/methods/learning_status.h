#pragma once

#include "methods/pseudo_labels.h"

#include <torch/nn/module.h>
#include <torch/types.h>

namespace macadam {

/// How well each class is learnt, judged by how many of its pseudo-labels are confident (Zhang et al. 2021, eq. 5–11,
/// with their threshold warm-up and their convex mapping x/(2 − x)).
///
/// The paper remembers the last confident label of every image and takes all classes to be equally frequent. Pixels are
/// too many to remember, and roads are rare: that shares are running means, and that they are divided by the class's
/// share among labelled pixels, are ours. Where classes are equally frequent the division changes nothing.
class LearningStatus : public torch::nn::Module {
 public:
  /// @param keep of the running means, in a step
  explicit LearningStatus(double keep);

  /// The threshold of each class, 0 to `highest`, by what was observed so far.
  torch::Tensor thresholds(double highest) const;
  /// Takes a step's pseudo-labels and true labels N×H×W in.
  void observe(const PseudoLabels& labels, double highest, const torch::Tensor& truth);

 private:
  double keep_;
  torch::Tensor confident_;  ///< C: share of the unlabelled pixels with a confident label of the class.
  torch::Tensor frequency_;  ///< C: share of the class among labelled pixels.
};

}  // namespace macadam
