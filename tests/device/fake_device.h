#pragma once

#include <torch/types.h>

namespace macadam {

/// A device that computes as the CPU does, in host memory under another device's name: what would mix tensors of two
/// devices on a GPU fails on it, so that this is found where there is none.
torch::Device fakeDevice();

}  // namespace macadam
