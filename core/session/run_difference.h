#pragma once

#include "base/parallel.h"
#include "data/dataset.h"
#include "eval/paired_difference.h"
#include "runs/run_store.h"
#include "session/engine.h"

#include <string>
#include <vector>

namespace macadam {

/// A network of a run, by the best weights that the run holds of it.
struct RunNetwork {
  RunFolder run{{}};
  std::string network;  ///< As in the run's events, for example `student`.
};

/// Whether what was counted is kept in the runs' folders, so that it is not predicted again.
enum class CountKeeping { Kept, Forgotten };

/// How much better the network of one run is than that of another on the same tiles.
struct RunDifference {
  std::vector<std::string> tiles;  ///< Sample ids, parallel to the difference's tiles.
  PairedDifference difference;     ///< Of the second network to the first.
  std::vector<std::string> notes;  ///< What makes it worth less than it seems, and tiles that cannot be read.
};

/// Counts both networks on each of `tiles` against the labels that the data set has of it now, at a probability of 0.5,
/// as evaluation does, and takes the difference.
///
/// A run's `tile_counts.json` is read in place of a prediction where its weights, the picture and the labels are still
/// those that were counted. `threads` 0 takes all; what `progress` throws ends the work.
/// @throws Error when there is no such tile with labels, or a network cannot be read.
RunDifference differenceOf(const RunNetwork& first, const RunNetwork& second, const Dataset& dataset,
                           const std::vector<std::string>& tiles, Engine& engine, CountKeeping keeping, int threads = 0,
                           const ProgressCallback& progress = {});

}  // namespace macadam
