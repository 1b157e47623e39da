#pragma once

#include "nn/tensor_file.h"

#include <filesystem>
#include <string>

namespace macadam {

/// How a run's pictures are read, as text, beside the networks in each of its checkpoints, so that each can be used
/// alone.
void addPixels(TensorFile& file, const std::string& pixels);

/// Empty in checkpoints of old.
std::string pixelsIn(const TensorFile& file);
/// The same, at the cost of the header.
std::string pixelsIn(const std::filesystem::path& checkpoint);

}  // namespace macadam
