#include "methods/distillation/liu_pixel.h"

#include "methods/distillation/soft_targets.h"
#include "methods/distillation/weighted_mean.h"

#include <torch/torch.h>

namespace macadam {

torch::Tensor liuPixelLoss(const torch::Tensor& logits, const torch::Tensor& probabilities,
                           const torch::Tensor& valid) {
  return weightedMean(divergence(logits, probabilities), valid);
}

}  // namespace macadam
