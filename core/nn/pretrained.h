#pragma once

#include "nn/tensor_file.h"

#include <torch/nn/module.h>

#include <filesystem>
#include <string>

namespace macadam {

/// Reads a weights file, safetensors or either form of `.pth`, told apart by its first bytes.
TensorFile readWeights(const std::filesystem::path& path);

/// Parameters and buffers by name; the tensors are the module's own.
TensorMap stateOf(const torch::nn::Module& module);

/// Copies the tensors into the module's parameters and buffers, in the module's type and on its device.
/// @throws Error that names `source` and counts and begins to list every kind of difference; then nothing was copied.
void loadState(torch::nn::Module& module, const TensorMap& tensors, const std::string& source);

/// Loads torchvision's ImageNet ResNet into the submodule `encoder`; the classifier `fc` is left out.
void loadResNetEncoder(torch::nn::Module& network, const std::filesystem::path& weights);

/// Loads torchvision's ImageNet VGG-16-BN into the submodule `down` of a SegNet; the classifier is left out.
///
/// Its convolutions have a bias, SegNet's have none. A bias before BatchNorm only shifts the mean, so it is taken off
/// `running_mean` and the numbers agree.
void loadVggEncoder(torch::nn::Module& network, const std::filesystem::path& weights);

}  // namespace macadam
