#include "methods/learning_status.h"

#include "eval/confusion.h"
#include "nn/network.h"

#include <torch/torch.h>

namespace macadam {
namespace {

/// The share of each class among the pixels `of`, with labels where `counted` holds.
torch::Tensor shares(const torch::Tensor& labels, const torch::Tensor& counted, const torch::Tensor& of) {
  std::vector<torch::Tensor> counts;
  for (int c = 0; c < kClasses; ++c) counts.push_back(labels.eq(c).logical_and(counted).sum());
  return torch::stack(counts).to(torch::kFloat) / of.sum().clamp_min(1);
}

}  // namespace

LearningStatus::LearningStatus(double keep)
    : keep_(keep),
      confident_(register_buffer("confident", torch::zeros({kClasses}))),
      frequency_(register_buffer("frequency", torch::full({kClasses}, 1.0 / kClasses))) {}

torch::Tensor LearningStatus::thresholds(double highest) const {
  const torch::Tensor learnt = confident_ / (frequency_ * kClasses).clamp_min(1e-6);
  const torch::Tensor unused = 1.0 - confident_.sum();
  const torch::Tensor status = learnt / torch::maximum(learnt.max(), unused).clamp_min(1e-6);
  return highest * status / (2.0 - status);
}

void LearningStatus::observe(const PseudoLabels& labels, double highest, const torch::Tensor& truth) {
  torch::NoGradGuard noGrad;
  const torch::Tensor isConfident = labels.confidence.ge(highest).logical_and(labels.valid);
  confident_.lerp_(shares(labels.labels, isConfident, labels.valid), 1.0 - keep_);
  const torch::Tensor known = truth.ne(kIgnore);
  frequency_.lerp_(shares(truth, known, known), 1.0 - keep_);
}

}  // namespace macadam
