#include "methods/distillation/cwd.h"

#include "methods/distillation/weighted_mean.h"

#include <torch/torch.h>

namespace macadam {

torch::Tensor cwdLoss(const torch::Tensor& logits, const torch::Tensor& teacherLogits, double temperature,
                      const torch::Tensor& valid) {
  constexpr double kNowhere = -1e30;  // finite: an image without valid pixels gives no NaN
  const torch::Tensor pixels = valid.flatten(1);
  const torch::Tensor hidden = pixels.logical_not().unsqueeze(1);
  const auto places = [&](const torch::Tensor& scores) {
    return torch::log_softmax((scores / temperature).flatten(2).masked_fill(hidden, kNowhere), 2);
  };
  const torch::Tensor theirs = places(teacherLogits);
  const torch::Tensor ofImage = (theirs.exp() * (theirs - places(logits))).sum(2).mean(1);
  return temperature * temperature * weightedMean(ofImage, pixels.any(1));
}

}  // namespace macadam
