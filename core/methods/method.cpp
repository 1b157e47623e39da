#include "methods/method.h"

#include "eval/confusion.h"
#include "methods/supervised_loss.h"

#include <torch/torch.h>

namespace macadam {

torch::Tensor validPixels(const StepBatch& batch) {
  const torch::Tensor labelled = batch.labels.ne(kIgnore);
  if (batch.unlabelledValid.defined()) return torch::cat({labelled, batch.unlabelledValid});
  const torch::Tensor unlabelled =
      torch::ones({batch.unlabelledImages.size(0), labelled.size(1), labelled.size(2)}, labelled.options());
  return torch::cat({labelled, unlabelled});
}

torch::Tensor Method::labelledError(const torch::Tensor& logits, const torch::Tensor& labels) const {
  return supervisedLoss(loss_, logits, labels);
}

}  // namespace macadam
