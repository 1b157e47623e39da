#pragma once

#include "nn/network.h"

#include <array>

namespace macadam {

/// What a network says of two batches of equal tile size that pass one after the other, so that BatchNorm normalises
/// each by its own statistics. Small tiles on a CPU pass at once instead, with the same result but for the order in
/// which dropout draws: every convolution then reads its weights once for both, and on small tiles that takes longer
/// than joining what BatchNorm sees apart. They do so in networks whose BatchNorms all know how to keep two batches
/// apart (blocks.h), and whose other layers look at each image by itself.
std::array<Network::Output, 2> forwardBoth(Network& network, const torch::Tensor& first, const torch::Tensor& second);

}  // namespace macadam
