#pragma once

#include "nn/tensor_file.h"

#include <filesystem>
#include <map>
#include <string>

namespace macadam {

/// Reads every tensor and note of a safetensors file; each tensor owns its memory, on the CPU.
/// @throws Error that names the file when it is malformed in any way.
TensorFile readSafetensors(const std::filesystem::path& path);

/// Reads the notes alone, at the cost of the header.
std::map<std::string, std::string> readSafetensorsMetadata(const std::filesystem::path& path);

/// Writes the file atomically, tensor by tensor, in the form that Python's `safetensors` reads.
///
/// Tensors on other devices or of other strides are copied one at a time.
/// @throws Error for element types without a name in the format, and when the disk fails.
void writeSafetensors(const std::filesystem::path& path, const TensorFile& contents);

}  // namespace macadam
