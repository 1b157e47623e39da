#pragma once

#include "spec/network_spec.h"

#include <torch/nn/module.h>

namespace macadam {

/// Loads `spec.pretrained`, weights of the spec's encoder in any form that encodersIn finds, into that encoder of a
/// network; what else the file holds is left aside.
/// @throws Error when the file does not fit; then nothing was loaded.
void loadEncoder(torch::nn::Module& network, const NetworkSpec& spec);

}  // namespace macadam
