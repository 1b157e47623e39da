#pragma once

#include "nn/tensor_file.h"

#include <torch/nn/module.h>

#include <filesystem>
#include <string>
#include <vector>

namespace macadam {

/// Reads a weights file, safetensors or either form of `.pth`, told apart by its first bytes.
TensorFile readWeights(const std::filesystem::path& path);

/// How given tensors differ from those of a module, by name.
struct LoadReport {
  std::vector<std::string> missing;     ///< The module's, not given. Old files lack `num_batches_tracked`: not counted.
  std::vector<std::string> unexpected;  ///< Given, not the module's.
  std::vector<std::string> misshaped;   ///< `name (3×64×3×3, here 3×32×3×3)`

  bool fits() const { return missing.empty() && unexpected.empty() && misshaped.empty(); }
};

LoadReport compareState(const torch::nn::Module& module, const TensorMap& tensors);

/// Copies the tensors into the module's parameters and buffers, in the module's type and on its device.
/// @throws Error that names `source` and lists every difference; then nothing was copied.
void loadState(torch::nn::Module& module, const TensorMap& tensors, const std::string& source);

/// Loads torchvision's ImageNet ResNet into the submodule `encoder`; the classifier `fc` is left out.
void loadResNetEncoder(torch::nn::Module& network, const std::filesystem::path& weights);

/// Loads torchvision's ImageNet VGG-16-BN into the submodule `down` of a SegNet; the classifier is left out.
///
/// Its convolutions have a bias, SegNet's have none. A bias before BatchNorm only shifts the mean, so it is taken off
/// `running_mean` and the numbers agree.
void loadVggEncoder(torch::nn::Module& network, const std::filesystem::path& weights);

}  // namespace macadam
