#include "methods/distillation/zhou.h"

#include "methods/distillation/soft_targets.h"
#include "methods/distillation/weighted_mean.h"

#include <torch/torch.h>

namespace macadam {

torch::Tensor zhouLoss(const torch::Tensor& logits, const torch::Tensor& targets, const torch::Tensor& probabilities,
                       const torch::Tensor& labels, double temperature, const torch::Tensor& valid) {
  constexpr double kNoError = 1e-7;  // reference code
  const torch::Tensor classes = labels.masked_fill(valid.logical_not(), 0).unsqueeze(1);
  const auto error = [&](const torch::Tensor& logarithms) { return -logarithms.gather(1, classes).squeeze(1); };
  const torch::Tensor ratio = error(torch::log_softmax(logits.detach(), 1)) / (error(probabilities.log()) + kNoError);
  const torch::Tensor weighted = (1.0 - torch::exp(-ratio)) * divergence(logits, targets, temperature);
  return temperature * temperature * weightedMean(weighted, valid);
}

}  // namespace macadam
