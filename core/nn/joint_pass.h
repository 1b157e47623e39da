#pragma once

#include <torch/nn/modules/batchnorm.h>

#include <array>
#include <cstdint>

#include "nn/network.h"

namespace macadam {

/// What a network says of two batches of equal tile size, in one pass: every convolution runs over both at once, which
/// spares it reading its weights twice, and BatchNorm normalises each batch by its own statistics, the first one's
/// first, as if they passed one after the other.
std::array<Network::Output, 2> jointPass(Network& network, const torch::Tensor& first, const torch::Tensor& second);

/// Normalises a batch, in a joint pass each of the two in it by itself.
torch::Tensor normalise(torch::nn::BatchNorm2d& norm, const torch::Tensor& x);

}  // namespace macadam
