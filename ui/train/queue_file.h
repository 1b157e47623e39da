#pragma once

#include "ui/train/training_task.h"

#include <deque>
#include <filesystem>

namespace macadam {

/// Keeps what waits for training, next first, with its settings and splits; of an empty queue there is no file.
/// @throws Error when it cannot be written.
void saveQueue(const std::deque<TrainingTask>& queue, const std::filesystem::path& file);

/// Nothing where there is no file. @throws Error when it cannot be understood.
std::deque<TrainingTask> loadQueue(const std::filesystem::path& file);

}  // namespace macadam
