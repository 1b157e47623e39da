#pragma once

#include "base/error.h"
#include "runs/run_store.h"

#include <filesystem>
#include <vector>

namespace macadam {

/// A run that was moved to the system's trash, and where it lies there.
struct TrashedRun {
  RunFolder run{{}};
  std::filesystem::path inTrash;
};

struct TrashOutcome {
  std::vector<TrashedRun> trashed;
  std::vector<Problem> problems;  ///< Of the runs that stayed where they were.
};

/// Moves runs to the system's trash, which keeps them until a person empties it, over restarts too. A run in training
/// stays. For jobs.
TrashOutcome moveToTrash(const std::vector<RunFolder>& runs);

/// Moves runs back to where they were. @throws Error with every run that could not; the others are back.
void restoreFromTrash(const std::vector<TrashedRun>& runs);

}  // namespace macadam
