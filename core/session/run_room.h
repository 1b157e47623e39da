#pragma once

#include "base/error.h"
#include "data/dataset.h"
#include "spec/run_spec.h"

#include <filesystem>
#include <optional>

namespace macadam {

/// What a run needs at the least, in MiB; what its layers compute between is not counted.
struct RunNeeds {
  double memory = 0.0;  ///< Networks, their gradients, what the optimizer remembers, and the cache of decoded tiles.
  double disk = 0.0;    ///< Its checkpoints.
};

RunNeeds needsOf(const RunSpec& spec, const Dataset& dataset);

/// Why no run folder can be made in `runs`, which need not exist yet; nothing is written.
std::optional<Problem> unwritableFolder(const std::filesystem::path& runs);

/// Free space where `folder` is or will be, in MiB; empty where it is not known.
std::optional<double> freeDiskMebibytes(const std::filesystem::path& folder);

/// What is short of what is needed.
std::optional<Problem> shortOfDisk(double needed, double free, const std::filesystem::path& runs);
std::optional<Problem> shortOfMemory(double needed, double free);

}  // namespace macadam
