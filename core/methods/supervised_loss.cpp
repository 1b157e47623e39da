#include "methods/supervised_loss.h"

#include "methods/losses.h"

#include <torch/torch.h>

namespace macadam {

torch::Tensor supervisedLoss(const LossSpec& loss, const torch::Tensor& logits, const torch::Tensor& labels) {
  switch (loss.kind) {
    case LossKind::CrossEntropy:
      return crossEntropy(logits, labels);
    case LossKind::CrossEntropyDice:
      return crossEntropy(logits, labels) + roadDiceError(probabilities(logits), labels);
    case LossKind::WeightedCrossEntropy:
      return roadWeightedCrossEntropy(logits, labels, loss.roadWeight);
  }
  return {};
}

}  // namespace macadam
