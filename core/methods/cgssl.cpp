#include "methods/cgssl.h"

#include "nn/two_batches.h"

#include <torch/torch.h>

#include <limits>
#include <utility>

namespace macadam {

torch::Tensor certaintyWeights(const torch::Tensor& summed, const torch::Tensor& valid) {
  torch::NoGradGuard noGrad;
  const torch::Tensor logarithms = torch::log_softmax(summed.to(torch::kFloat), 1);
  const torch::Tensor entropy = -(logarithms.exp() * logarithms).sum(1);
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const torch::Tensor isInvalid = valid.logical_not();
  const torch::Tensor highest = entropy.masked_fill(isInvalid, -kInfinity).max();
  const torch::Tensor lowest = entropy.masked_fill(isInvalid, kInfinity).min();
  const torch::Tensor mean = entropy.masked_fill(isInvalid, 0.0).sum() / valid.sum().clamp_min(1);
  const torch::Tensor range = highest - lowest;
  const torch::Tensor isSure = entropy.le(mean).logical_or(range.le(1e-6));  // where all are alike, none is left out
  return torch::where(isSure, torch::ones_like(entropy), (highest - entropy) / range);
}

Cgssl::Cgssl(std::vector<NamedNetwork> networks, double weight) : networks_(std::move(networks)), weight_(weight) {}

StepResult Cgssl::step(const StepBatch& batch, const Progress&) {
  StepResult result;
  result.pseudoLabels.rule = PseudoLabelLogits::Rule::EachOther;
  std::vector<torch::Tensor> said;  // on labelled, then unlabelled tiles
  for (const NamedNetwork& named : networks_) {
    const auto [labelled, unlabelled] = forwardBoth(*named.network, batch.labelledImages, batch.unlabelledImages);
    result.losses.add("supervised " + named.name, labelledError(labelled.logits, batch.labels));
    said.push_back(torch::cat({labelled.logits, unlabelled.logits}).to(torch::kFloat));
    result.pseudoLabels.sources.push_back(unlabelled.logits.detach());
  }
  const torch::Tensor valid = validPixels(batch);
  const torch::Tensor weights = certaintyWeights(torch::stack(said).detach().sum(0), valid);

  for (std::size_t i = 0; i < said.size(); ++i) {
    torch::Tensor lesson;
    for (std::size_t j = 0; j < said.size(); ++j) {
      if (j == i) continue;
      const torch::Tensor ofOne = weightedCrossEntropy(said[i], hardLabels(said[j]), weights, valid);
      lesson = lesson.defined() ? lesson + ofOne : ofOne;
    }
    result.losses.add("pseudo-label " + networks_[i].name, lesson, weight_);
  }
  return result;
}

std::vector<Phase> plan(const RunSpec& spec, const CgsslSpec& method, const std::string&) {
  Phase phase{.name = "student"};
  for (const Part& part : partsOf(method)) phase.trained.push_back(planned(spec, part));
  phase.judgedBy = {"student"};
  addWarmUp(phase, "student warm-up", method.warmUpIterations);
  phase.stages.push_back(
      {"student CGSSL", method.iterations - method.warmUpIterations,
       [method](const PhaseNetworks& networks) { return std::make_unique<Cgssl>(networks.trained, method.weight); }});
  return {phase};
}

}  // namespace macadam
