#pragma once

#include "nn/tensor_file.h"

#include <torch/nn/module.h>

#include <filesystem>
#include <string>

namespace macadam {

/// Reads a weights file, safetensors or either form of `.pth`, told apart by its first bytes. A folder stands for the
/// `model.safetensors` or `pytorch_model.bin` in it, as `save_pretrained` writes them.
TensorFile readWeights(const std::filesystem::path& fileOrFolder);

/// Parameters and buffers by name; the tensors are the module's own.
TensorMap stateOf(const torch::nn::Module& module);

/// Copies the tensors into the module's parameters and buffers, in the module's type and on its device.
/// @throws Error that names `source` and counts and begins to list every kind of difference; then nothing was copied.
void loadState(torch::nn::Module& module, const TensorMap& tensors, const std::string& source);

/// The same for the submodule `part` alone, whose tensors are named as seen from it.
void loadStateBelow(torch::nn::Module& network, const std::string& part, TensorMap tensors, const std::string& source);

}  // namespace macadam
