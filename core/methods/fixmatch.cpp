#include "methods/fixmatch.h"

#include "methods/without_gradient.h"
#include "nn/two_batches.h"

#include <torch/torch.h>

#include <utility>

namespace macadam {
namespace {

torch::Tensor weakLogits(Network& network, const torch::Tensor& images) {
  const WithoutGradient pass;
  return network.forward(images).logits;
}

}  // namespace

FixMatch::FixMatch(NamedNetwork network, double weight, double threshold, std::shared_ptr<LearningStatus> status)
    : network_(std::move(network)), weight_(weight), threshold_(threshold), status_(std::move(status)) {}

std::vector<NamedModule> FixMatch::auxiliaryModules() const {
  std::vector<NamedModule> modules{{"views", views_}};
  if (status_) modules.push_back({"status", status_});
  return modules;
}

StepResult FixMatch::step(const StepBatch& batch, const Progress&) {
  return learn(batch, views_->draw(batch.unlabelledImages));
}

torch::Tensor FixMatch::accepted(const PseudoLabels& labels) const {
  if (!status_) return labels.confidence.ge(threshold_);
  return labels.confidence.ge(status_->thresholds(threshold_).index({labels.labels}));
}

StepResult FixMatch::learn(const StepBatch& batch, const StrongView& strong) {
  const torch::Tensor weak = weakLogits(*network_.network, batch.unlabelledImages);
  const PseudoLabels labels = pseudoLabelsOf(weak, batch.unlabelledValid);
  const PseudoLabels lesson = mixed(labels, strong.boxes);

  const auto [labelled, taught] = forwardBoth(*network_.network, batch.labelledImages, strong.images);
  StepResult result;
  result.losses.add("supervised " + network_.name, labelledError(labelled.logits, batch.labels));
  result.losses.add("pseudo-label " + network_.name, crossEntropy(taught.logits, lesson, accepted(lesson)), weight_);
  result.pseudoLabels = {{weak}};
  if (status_) status_->observe(labels, threshold_, batch.labels);
  return result;
}

std::vector<Phase> plan(const RunSpec& spec, const FixMatchSpec& method, const std::string&) {
  Phase phase = studentPhase(spec);
  phase.stages.push_back({"student FixMatch", method.iterations, [method](const PhaseNetworks& networks) {
                            return std::make_unique<FixMatch>(networks.trained.at(0), method.weight, method.threshold);
                          }});
  return {phase};
}

std::vector<Phase> plan(const RunSpec& spec, const FlexMatchSpec& method, const std::string&) {
  Phase phase = studentPhase(spec);
  phase.stages.push_back({"student FlexMatch", method.iterations, [method](const PhaseNetworks& networks) {
                            return std::make_unique<FixMatch>(networks.trained.at(0), method.weight, method.threshold,
                                                              std::make_shared<LearningStatus>(method.statusKeep));
                          }});
  return {phase};
}

}  // namespace macadam
