#include "methods/pseudo_labels.h"

#include "methods/cut_mix.h"
#include "methods/losses.h"

#include <torch/torch.h>

#include <tuple>

namespace macadam {

PseudoLabels pseudoLabelsOf(const torch::Tensor& logits, const torch::Tensor& valid) {
  const auto [confidence, labels] = probabilities(logits.detach()).max(1);
  return {labels, confidence, valid.defined() ? valid : torch::ones_like(labels).ne(0)};
}

PseudoLabels mixed(const PseudoLabels& labels, const torch::Tensor& boxes) {
  return {mixed(labels.labels, boxes), mixed(labels.confidence, boxes), mixed(labels.valid, boxes)};
}

torch::Tensor crossEntropy(const torch::Tensor& logits, const PseudoLabels& labels, const torch::Tensor& accepted) {
  return weightedCrossEntropy(logits, labels.labels, accepted.to(torch::kFloat), labels.valid);
}

}  // namespace macadam
