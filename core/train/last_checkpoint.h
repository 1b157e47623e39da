#pragma once

#include "base/error.h"
#include "nn/tensor_file.h"
#include "train/phase_plan.h"
#include "train/training_position.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace macadam {

/// File name of the checkpoint that a run resumes from. The two before it stay beside it as `last-1.safetensors` and
/// `last-2.safetensors`, so that a damaged one costs some iterations and not the run.
inline constexpr const char* kLastFile = "last.safetensors";

/// The newest sound checkpoint that a run can be resumed from.
struct LastCheckpoint {
  TensorFile contents;
  TrainingPosition position;
  std::filesystem::path file;
  std::vector<Problem> passedOver;  ///< What is wrong with the newer ones.

  bool isNewest() const { return passedOver.empty(); }
};

/// The newest sound one in a folder of checkpoints; empty where the folder holds none at all.
/// @throws Error that lists what is wrong with each where none is sound; NewerFormat where a later Macadam wrote one.
std::optional<LastCheckpoint> readLastCheckpoint(const std::filesystem::path& folder, const std::vector<Phase>& plan);

enum class FormerLast {
  Keep,     ///< It stays as `last-1.safetensors`.
  Replace,  ///< It is damaged.
};

/// Writes `last.safetensors` with a checksum over all it holds. When the disk fails, the former one stays as it was.
/// @return the file. @throws Error
std::filesystem::path writeLastCheckpoint(const std::filesystem::path& folder, TensorFile contents, FormerLast former);

}  // namespace macadam
