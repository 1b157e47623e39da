#pragma once

#include <torch/torch.h>

#include <string>

namespace macadam {

/// Numbers in [−1, 1) keyed by a name: the same as `counted` in tests/peer/make_golden.py, to the last bit.
torch::Tensor counted(const std::string& name, at::IntArrayRef shape);

/// Fills every parameter and statistic of a network from its name and switches dropout off, as make_golden.py does.
void fillCounted(torch::nn::Module& network, const std::string& prefix);

}  // namespace macadam
