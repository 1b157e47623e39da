#pragma once

#include "nn/tensor_file.h"

#include <filesystem>

namespace macadam {

/// Reads the tensors of a `.pth` or `.pt` file by `torch.save`, in both its forms, and executes nothing.
///
/// Dicts within dicts are flattened to `outer.inner`. Of a checkpoint, its `state_dict` or `model` entry is taken;
/// the `module.` of DataParallel is dropped; numbers and texts are passed over. Tensors that shared storage still do.
/// @throws Error that names the file when it is malformed, or asks for anything but plain tensors.
TensorMap readPth(const std::filesystem::path& path);

}  // namespace macadam
