#include "methods/losses.h"

#include "eval/confusion.h"
#include "nn/network.h"

#include <torch/torch.h>

#include <utility>

namespace macadam {
namespace {

torch::Tensor meanOverValid(const torch::Tensor& values, const torch::Tensor& valid) {
  if (!valid.defined()) return values.mean();
  const torch::Tensor mask = valid.unsqueeze(1).to(values.scalar_type());
  return (values * mask).sum() / (mask.sum() * values.size(1)).clamp_min(1.0);
}

/// One for each class.
torch::Tensor diceErrors(const torch::Tensor& probabilities, const torch::Tensor& labels) {
  constexpr double kSmooth = 1e-5;
  const torch::Tensor valid = labels.ne(kIgnore).unsqueeze(1).to(torch::kFloat);
  const torch::Tensor classes = torch::arange(probabilities.size(1), labels.options()).view({1, -1, 1, 1});
  const torch::Tensor truth = labels.unsqueeze(1).eq(classes).to(torch::kFloat);
  const torch::Tensor said = probabilities * valid;
  const auto sum = [](const torch::Tensor& values) { return values.sum({0, 2, 3}); };
  const torch::Tensor overlap = (2.0 * sum(said * truth) + kSmooth) / (sum(said.square()) + sum(truth) + kSmooth);
  return 1.0 - overlap;
}

}  // namespace

void Losses::add(std::string name, torch::Tensor value, double weight) {
  terms_.push_back({std::move(name), std::move(value), weight});
}

torch::Tensor Losses::total() const {
  torch::Tensor sum;
  for (const Term& term : terms_) {
    const torch::Tensor weighted = term.weight == 1.0 ? term.value : term.value * term.weight;
    sum = sum.defined() ? sum + weighted : weighted;
  }
  return sum;
}

torch::Tensor crossEntropy(const torch::Tensor& logits, const torch::Tensor& labels) {
  const torch::Tensor sum =
      torch::cross_entropy_loss(logits.to(torch::kFloat), labels, {}, at::Reduction::Sum, kIgnore);
  return sum / labels.ne(kIgnore).sum().clamp_min(1);
}

torch::Tensor roadWeightedCrossEntropy(const torch::Tensor& logits, const torch::Tensor& labels, double roadWeight) {
  const torch::Tensor weights = torch::ones({logits.size(1)}, logits.options().dtype(torch::kFloat));
  weights[kRoad].fill_(roadWeight);
  const torch::Tensor sum =
      torch::cross_entropy_loss(logits.to(torch::kFloat), labels, weights, at::Reduction::Sum, kIgnore);
  const torch::Tensor road = labels.eq(kRoad).sum(), others = labels.ne(kIgnore).sum() - road;
  return sum / (roadWeight * road + others).clamp_min(1e-12);
}

torch::Tensor weightedCrossEntropy(const torch::Tensor& logits, const torch::Tensor& labels,
                                   const torch::Tensor& weights, const torch::Tensor& valid) {
  const torch::Tensor each = torch::cross_entropy_loss(logits.to(torch::kFloat), labels, {}, at::Reduction::None);
  return (each * weights * valid).sum() / valid.sum().clamp_min(1);
}

torch::Tensor diceError(const torch::Tensor& probabilities, const torch::Tensor& labels) {
  return diceErrors(probabilities, labels).mean();
}

torch::Tensor roadDiceError(const torch::Tensor& probabilities, const torch::Tensor& labels) {
  return diceErrors(probabilities, labels)[kRoad] * labels.eq(kRoad).any();
}

torch::Tensor probabilities(const torch::Tensor& logits) {
  return torch::softmax(logits.to(torch::kFloat), 1);
}

torch::Tensor hardLabels(const torch::Tensor& scores, const torch::Tensor& valid) {
  const torch::Tensor labels = scores.detach().argmax(1);
  return valid.defined() ? labels.masked_fill_(valid.logical_not(), kIgnore) : labels;
}

torch::Tensor meanAbsoluteError(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& valid) {
  return meanOverValid((a - b).abs(), valid);
}

torch::Tensor meanSquaredError(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& valid) {
  return meanOverValid((a - b).square(), valid);
}

}  // namespace macadam
