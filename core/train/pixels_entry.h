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

/// The side of the crops that a run's networks are trained on, beside them for the same reason.
void addCropSide(TensorFile& file, int cropSide);
/// 0 in checkpoints of old. @throws Error when the entry is no such side.
int cropSideIn(const std::filesystem::path& checkpoint);

}  // namespace macadam
