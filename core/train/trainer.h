#pragma once

#include "spec/run_spec.h"
#include "train/events.h"
#include "train/last_checkpoint.h"
#include "train/run_control.h"
#include "train/training_data.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace macadam {

/// Trains a run on the calling thread and keeps its checkpoints in `checkpointFolder`.
///
/// On the CPU a run equals another of its seed and number of threads bit for bit, whatever else the process does, and a
/// resumed run the uninterrupted one. A stop request or the time limit ends with a checkpoint.
/// @param from what readLastCheckpoint found there; a warning names those that it passed over.
/// @throws Error on bad data, NaN or infinite losses, a full disk; the checkpoint before stays as it was.
RunFinished train(const RunSpec& spec, const std::filesystem::path& checkpointFolder,
                  std::optional<LastCheckpoint> from, TrainingData& data, EventSink& sink, const std::stop_token& stop,
                  PauseGate& gate);

}  // namespace macadam
