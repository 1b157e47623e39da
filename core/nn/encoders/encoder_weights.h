#pragma once

#include "spec/network_spec.h"

#include <torch/nn/module.h>

namespace macadam {

/// Loads `spec.pretrained`, ImageNet weights of the spec's encoder, into that encoder of a network; the classifier in
/// the file is left out. Known are torchvision's ResNets and VGG-16 with BatchNorm, SegFormer's mix transformers and
/// timm's EfficientNet-Lite.
///
/// VGG's convolutions have a bias there, and none here. A bias before BatchNorm only shifts the mean, so it is taken
/// off `running_mean` and the numbers agree.
/// @throws Error when the file does not fit; then nothing was loaded.
void loadEncoder(torch::nn::Module& network, const NetworkSpec& spec);

}  // namespace macadam
