#include "methods/cross_supervision.h"

#include "eval/confusion.h"
#include "nn/two_batches.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <utility>

namespace macadam {
namespace {

Stage crossStage(std::string name, std::int64_t iterations, double weight, Scope pseudoLabelsOn) {
  return {std::move(name), iterations, [=](const PhaseNetworks& networks) {
            return std::make_unique<CrossSupervision>(networks.trained, weight, pseudoLabelsOn);
          }};
}

/// A network's logits on the tiles that pseudo-labels are made for, and the labels that it gives to the others there.
struct Opinion {
  torch::Tensor logits;
  torch::Tensor labels;
};

}  // namespace

CrossSupervision::CrossSupervision(std::vector<NamedNetwork> networks, double weight, Scope pseudoLabelsOn)
    : networks_(std::move(networks)), weight_(weight), pseudoLabelsOn_(pseudoLabelsOn) {}

StepResult CrossSupervision::step(const StepBatch& batch, const Progress&) {
  const bool readsUnlabelled = pseudoLabelsOn_ != Scope::Labelled;
  StepResult result;
  std::vector<std::array<Network::Output, 2>> outputs;
  for (const NamedNetwork& named : networks_) {
    outputs.push_back(readsUnlabelled
                          ? forwardBoth(*named.network, batch.labelledImages, batch.unlabelledImages)
                          : std::array<Network::Output, 2>{named.network->forward(batch.labelledImages), {}});
  }
  for (std::size_t i = 0; i < networks_.size(); ++i) {
    result.losses.add("supervised " + networks_[i].name, crossEntropy(outputs[i][0].logits, batch.labels));
  }

  std::vector<Opinion> opinions;
  for (const auto& [labelled, unlabelled] : outputs) {
    std::vector<torch::Tensor> logits, labels;
    if (pseudoLabelsOn_ != Scope::Unlabelled) {
      logits.push_back(labelled.logits);
      labels.push_back(hardLabels(labelled.logits, batch.labels.ne(kIgnore)));
    }
    if (readsUnlabelled) {
      logits.push_back(unlabelled.logits);
      labels.push_back(hardLabels(unlabelled.logits, batch.unlabelledValid));
    }
    opinions.push_back({torch::cat(logits), torch::cat(labels)});
  }
  const double share = weight_ / static_cast<double>(networks_.size() - 1);
  for (std::size_t i = 0; i < networks_.size(); ++i) {
    torch::Tensor loss;
    for (std::size_t j = 0; j < networks_.size(); ++j) {
      if (j == i) continue;
      const torch::Tensor ofOne = crossEntropy(opinions[i].logits, opinions[j].labels);
      loss = loss.defined() ? loss + ofOne : ofOne;
    }
    result.losses.add("pseudo-label " + networks_[i].name, loss, share);
  }
  if (readsUnlabelled) {
    result.pseudoLabels.rule = PseudoLabelLogits::Rule::EachOther;
    for (const auto& [labelled, unlabelled] : outputs) {
      result.pseudoLabels.sources.push_back(unlabelled.logits.detach());
    }
  }
  return result;
}

std::vector<Phase> plan(const RunSpec& spec, const CpsSpec& method, const std::string&) {
  Phase phase{.name = "student"};
  for (const Part& part : partsOf(method)) phase.trained.push_back(planned(spec, part));
  phase.judgedBy = {"student"};
  addWarmUp(phase, "student warm-up", method.warmUpIterations);
  phase.stages.push_back(
      crossStage("student CPS", method.iterations - method.warmUpIterations, method.weight, method.pseudoLabelsOn));
  return {phase};
}

std::vector<Phase> plan(const RunSpec& spec, const CmsSpec& method, const std::string&) {
  const std::vector<Role> roles = rolesOf(method);
  const bool trainsStudent = std::ranges::find(roles, Role::Student) != roles.end();
  Phase phase{.name = trainsStudent ? "student" : "teachers"};
  for (const Role role : roles) phase.trained.push_back(planned(spec, role));
  for (const Part& part : partsOf(method)) {
    if (part.isReported) phase.judgedBy.push_back(part.name);
  }
  addWarmUp(phase, phase.name + " supervised", method.warmUpIterations);
  phase.stages.push_back(crossStage(phase.name + " CMS", method.iterations - method.warmUpIterations, method.weight,
                                    method.pseudoLabelsOn));
  return {phase};
}

}  // namespace macadam
