#pragma once

#include "base/parallel.h"
#include "eval/figure.h"
#include "runs/run_store.h"
#include "session/engine.h"

#include <vector>

namespace macadam {

/// Tiles by methods: what the best weights of each run make of a few test tiles (validation tiles where there are
/// none).
///
/// Methods stand in the order of the table, and the tiles are the first one's, read for each run as it was trained. Of
/// several seeds of a method the first is shown, of runs without weights none. Runs on other data or with another split
/// and what cannot be read are left out with a problem in `leftOut`. `threads` 0 takes all; what `progress` throws ends
/// the work.
/// @throws Error when the data set cannot be read.
Figure figureOf(const std::vector<RunFolder>& runs, Engine& engine, std::vector<Problem>& leftOut, int threads = 0,
                const ProgressCallback& progress = {});

}  // namespace macadam
