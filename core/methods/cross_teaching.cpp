#include "methods/cross_teaching.h"

#include "methods/ramp.h"
#include "nn/two_batches.h"

#include <torch/torch.h>

#include <utility>

namespace macadam {

CrossTeaching::CrossTeaching(std::vector<NamedNetwork> networks, double weight, double rampFraction)
    : networks_(std::move(networks)), weight_(weight), rampFraction_(rampFraction) {}

StepResult CrossTeaching::step(const StepBatch& batch, const Progress& progress) {
  StepResult result;
  result.pseudoLabels.rule = PseudoLabelLogits::Rule::EachOther;
  std::vector<torch::Tensor> said;
  for (const NamedNetwork& named : networks_) {
    const auto [labelled, unlabelled] = forwardBoth(*named.network, batch.labelledImages, batch.unlabelledImages);
    result.losses.add("supervised " + named.name, errorOf(labelled.logits, batch.labels));
    said.push_back(unlabelled.logits);
    result.pseudoLabels.sources.push_back(unlabelled.logits.detach());
  }
  const double weight = weight_ * sigmoidRamp(progress.iteration, progress.iterations, rampFraction_);
  for (std::size_t i = 0; i < said.size(); ++i) {
    const torch::Tensor lesson = hardLabels(said[1 - i], batch.unlabelledValid);
    result.losses.add("pseudo-label " + networks_[i].name, diceError(probabilities(said[i]), lesson), weight);
  }
  return result;
}

torch::Tensor CrossTeaching::errorOf(const torch::Tensor& logits, const torch::Tensor& labels) const {
  if (lossOfLabels().kind != LossKind::CrossEntropy) return labelledError(logits, labels);
  return 0.5 * (crossEntropy(logits, labels) + diceError(probabilities(logits), labels));
}

std::vector<Phase> plan(const RunSpec& spec, const CrossTeachingSpec& method, const std::string&) {
  Phase phase{.name = method.first.isStudent() ? "student" : "teachers"};
  phase.trained = {planned(spec, method.first), planned(spec, method.second)};
  phase.judgedBy = {toString(method.first)};
  phase.stages.push_back({phase.name + " cross teaching", method.iterations, [method](const PhaseNetworks& networks) {
                            return std::make_unique<CrossTeaching>(networks.trained, method.weight,
                                                                   method.rampFraction);
                          }});
  return {phase};
}

}  // namespace macadam
