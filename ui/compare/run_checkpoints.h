#pragma once

#include "ui/project/run_catalog.h"

#include <QString>
#include <filesystem>
#include <functional>

namespace macadam {

/// Which checkpoints a run has.
struct RunCheckpoints {
  bool best = false;
  bool teachers = false;  ///< The best of the teachers that a run trains for its student.
  bool last = false;

  bool any() const { return best || teachers || last; }
};

using CheckpointsOf = std::function<RunCheckpoints(const std::filesystem::path& runOrCheckpoint)>;

/// A checkpoint file counts as the best one.
RunCheckpoints checkpointsOnDisk(const std::filesystem::path& runOrCheckpoint);

/// Why a run has no best weights of a network, in a sentence; empty where it has.
QString whyNoBest(const RunRecord& run, Role network, const RunCheckpoints& checkpoints);

/// Whether the last checkpoint, which holds the networks of one phase, is there and holds this one.
bool isInLast(const RunRecord& run, Role network, const RunCheckpoints& checkpoints);

}  // namespace macadam
