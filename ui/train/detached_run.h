#pragma once

#include "runs/process_mark.h"
#include "runs/run_store.h"

#include <QString>
#include <cstdint>

namespace macadam {

/// `macadam-cli` beside the window's program, as it is built or installed; the environment's MACADAM_CLI stands before
/// it. Empty where there is none.
QString commandLineProgram();
/// Why nothing can be trained in the background, as a sentence without its full stop; empty where it can.
QString whyNoBackground();
/// @throws Error when there is none.
void requireCommandLineProgram();

/// Goes on with a run, or begins one that was only prepared, by `macadam-cli resume` in a session of its own, which
/// neither the window's end nor a terminal's stops. What it complains of goes into the run's log.
/// @param moreIterations as of a ResumedRun.
/// @throws Error when it is not there or cannot be started.
ProcessMark startDetached(const RunFolder& run, std::int64_t moreIterations);

}  // namespace macadam
