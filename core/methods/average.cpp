#include "methods/average.h"

#include <torch/torch.h>

namespace macadam {

void follow(Network& average, const Network& trained, double keep) {
  torch::NoGradGuard noGrad;
  std::vector<torch::Tensor> followers = average.parameters();
  const std::vector<torch::Tensor> leaders = trained.parameters();
  for (std::size_t i = 0; i < followers.size(); ++i) followers[i].lerp_(leaders[i], 1.0 - keep);
}

}  // namespace macadam
