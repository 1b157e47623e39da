#pragma once

#include "nn/tensor_file.h"

#include <filesystem>

namespace macadam {

/// Reads a checkpoint as the present version has it. @throws Error; NewerFormat where a later Macadam wrote it
TensorFile readCheckpoint(const std::filesystem::path& path);
/// The same, without the tensors.
TensorFile readCheckpointNotes(const std::filesystem::path& path);

/// What a file holds, as the present version has it.
TensorFile presentCheckpoint(TensorFile stored, const std::filesystem::path& path);

/// Among the notes of a checkpoint that is about to be written; version 1 is not stated.
void stateVersion(TensorFile& file);

}  // namespace macadam
