#include "methods/cross_supervision.h"

#include <torch/torch.h>

#include <utility>

#include "eval/confusion.h"

namespace macadam {

CrossSupervision::CrossSupervision(NamedNetwork first, NamedNetwork second, double weight, Scope pseudoLabelsOn)
    : first_(std::move(first)), second_(std::move(second)), weight_(weight), pseudoLabelsOn_(pseudoLabelsOn) {}

StepResult CrossSupervision::step(const StepBatch& batch, const Progress&) {
  const torch::Tensor firstLabelled = first_.network->forward(batch.labelledImages).logits;
  const torch::Tensor secondLabelled = second_.network->forward(batch.labelledImages).logits;

  StepResult result;
  result.losses.add("supervised " + first_.name, crossEntropy(firstLabelled, batch.labels));
  result.losses.add("supervised " + second_.name, crossEntropy(secondLabelled, batch.labels));

  std::vector<torch::Tensor> firstLogits, secondLogits, firstTargets, secondTargets;
  const auto teachEachOther = [&](const torch::Tensor& first, const torch::Tensor& second, const torch::Tensor& valid) {
    firstLogits.push_back(first);
    secondLogits.push_back(second);
    firstTargets.push_back(hardLabels(second, valid));
    secondTargets.push_back(hardLabels(first, valid));
  };
  if (pseudoLabelsOn_ != Scope::Unlabelled) {
    teachEachOther(firstLabelled, secondLabelled, batch.labels.ne(kIgnore));
  }
  if (pseudoLabelsOn_ != Scope::Labelled) {
    const torch::Tensor first = first_.network->forward(batch.unlabelledImages).logits;
    const torch::Tensor second = second_.network->forward(batch.unlabelledImages).logits;
    teachEachOther(first, second, batch.unlabelledValid);
    result.pseudoLabels = {first.detach(), second.detach(), PseudoLabelLogits::Rule::EachOther};
  }
  result.losses.add("pseudo-label " + first_.name, crossEntropy(torch::cat(firstLogits), torch::cat(firstTargets)),
                    weight_);
  result.losses.add("pseudo-label " + second_.name, crossEntropy(torch::cat(secondLogits), torch::cat(secondTargets)),
                    weight_);
  return result;
}

}  // namespace macadam
