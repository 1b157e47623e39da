#include "methods/distillation/hinton.h"

#include "methods/distillation/soft_targets.h"
#include "methods/distillation/weighted_mean.h"

#include <torch/torch.h>

namespace macadam {

torch::Tensor hintonLoss(const torch::Tensor& logits, const torch::Tensor& targets, double temperature,
                         const torch::Tensor& valid) {
  return temperature * temperature * weightedMean(divergence(logits, targets, temperature), valid);
}

}  // namespace macadam
