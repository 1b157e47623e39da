#include "nn/complexity.h"

#include "nn/blocks.h"
#include "nn/network.h"

#include <torch/torch.h>

namespace macadam {

Complexity complexity(const NetworkSpec& spec, int size) {
  NetworkSpec bare = spec;
  bare.pretrained.clear();
  const std::shared_ptr<Network> network = makeNetwork(bare, 0);
  network->eval();
  torch::NoGradGuard noGrad;
  const MultiplicationCounter counter;
  network->forward(torch::zeros({1, 3, size, size}));
  Complexity result;
  for (const torch::Tensor& parameter : network->parameters()) result.parameters += parameter.numel();
  result.gigaMacs = static_cast<double>(counter.count()) * 1e-9;
  return result;
}

}  // namespace macadam
