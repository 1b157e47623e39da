#pragma once

#include "cli/console_sink.h"
#include "runs/run_store.h"
#include "session/training_session.h"

namespace macadam {

enum class FolderOrigin { MadeForThis, ThereBefore };

/// Trains in `run`, the session's, until it completes or Ctrl-C, tells it on stdout, and says at the end what came of
/// it. A folder that was made for this training and in which nothing was trained is removed again; any other stays.
/// @throws EndWith when the run did not complete.
void trainAndTell(TrainingSession& session, const RunFolder& run, FolderOrigin origin, OutputFormat format);

}  // namespace macadam
