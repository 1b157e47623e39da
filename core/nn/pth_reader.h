#pragma once

#include "nn/tensor_file.h"

#include <filesystem>

namespace macadam {

/// Reads the tensors of a `.pth` or `.pt` file by `torch.save`, in both its forms, and executes nothing.
///
/// Dicts within dicts are flattened to `outer.inner`. Numbers and texts are passed over; so are objects of other kinds,
/// which are named in `skipped`. Tensors that shared storage still do.
/// @throws Error that names the file when it is malformed, or holds no tensors.
TensorFile readPth(const std::filesystem::path& path);

}  // namespace macadam
