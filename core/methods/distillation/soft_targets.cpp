#include "methods/distillation/soft_targets.h"

#include <torch/torch.h>

namespace macadam {

torch::Tensor softTargets(const std::vector<torch::Tensor>& teacherLogits, double temperature) {
  torch::Tensor sum;
  for (const torch::Tensor& logits : teacherLogits) {
    const torch::Tensor said = torch::softmax(logits.to(torch::kFloat) / temperature, 1);
    sum = sum.defined() ? sum + said : said;
  }
  return sum / static_cast<double>(teacherLogits.size());
}

torch::Tensor divergence(const torch::Tensor& logits, const torch::Tensor& targets, double temperature) {
  const torch::Tensor said = torch::log_softmax(logits / temperature, 1);
  return (torch::xlogy(targets, targets) - targets * said).sum(1);
}

}  // namespace macadam
