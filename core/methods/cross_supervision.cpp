#include "methods/cross_supervision.h"

#include "eval/confusion.h"
#include "nn/two_batches.h"

#include <torch/torch.h>

#include <array>
#include <utility>

namespace macadam {

CrossSupervision::CrossSupervision(NamedNetwork first, NamedNetwork second, double weight, Scope pseudoLabelsOn)
    : first_(std::move(first)), second_(std::move(second)), weight_(weight), pseudoLabelsOn_(pseudoLabelsOn) {}

StepResult CrossSupervision::step(const StepBatch& batch, const Progress&) {
  const bool readsUnlabelled = pseudoLabelsOn_ != Scope::Labelled;
  const auto passOf = [&](Network& network) -> std::array<Network::Output, 2> {
    if (!readsUnlabelled) return {network.forward(batch.labelledImages), {}};
    return forwardBoth(network, batch.labelledImages, batch.unlabelledImages);
  };
  const auto [firstLabelled, firstUnlabelled] = passOf(*first_.network);
  const auto [secondLabelled, secondUnlabelled] = passOf(*second_.network);

  StepResult result;
  result.losses.add("supervised " + first_.name, crossEntropy(firstLabelled.logits, batch.labels));
  result.losses.add("supervised " + second_.name, crossEntropy(secondLabelled.logits, batch.labels));

  std::vector<torch::Tensor> firstLogits, secondLogits, firstTargets, secondTargets;
  const auto teachEachOther = [&](const torch::Tensor& first, const torch::Tensor& second, const torch::Tensor& valid) {
    firstLogits.push_back(first);
    secondLogits.push_back(second);
    firstTargets.push_back(hardLabels(second, valid));
    secondTargets.push_back(hardLabels(first, valid));
  };
  if (pseudoLabelsOn_ != Scope::Unlabelled) {
    teachEachOther(firstLabelled.logits, secondLabelled.logits, batch.labels.ne(kIgnore));
  }
  if (readsUnlabelled) {
    teachEachOther(firstUnlabelled.logits, secondUnlabelled.logits, batch.unlabelledValid);
    result.pseudoLabels = {firstUnlabelled.logits.detach(), secondUnlabelled.logits.detach(),
                           PseudoLabelLogits::Rule::EachOther};
  }
  result.losses.add("pseudo-label " + first_.name, crossEntropy(torch::cat(firstLogits), torch::cat(firstTargets)),
                    weight_);
  result.losses.add("pseudo-label " + second_.name, crossEntropy(torch::cat(secondLogits), torch::cat(secondTargets)),
                    weight_);
  return result;
}

}  // namespace macadam
