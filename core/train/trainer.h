#pragma once

#include "spec/run_spec.h"
#include "train/events.h"
#include "train/run_control.h"
#include "train/training_data.h"

#include <filesystem>
#include <stop_token>

namespace macadam {

/// File name of the checkpoint that a run resumes from.
inline constexpr const char* kLastFile = "last.safetensors";

/// Trains a run on the calling thread, from its last checkpoint in `checkpointFolder` where there is one.
///
/// On the CPU a resumed run equals the uninterrupted one bit for bit. A stop request or the time limit ends with a
/// checkpoint. @throws Error on bad data, NaN or infinite losses, a full disk; the last checkpoint is then intact.
RunFinished train(const RunSpec& spec, const std::filesystem::path& checkpointFolder, TrainingData& data,
                  EventSink& sink, const std::stop_token& stop, PauseGate& gate);

}  // namespace macadam
