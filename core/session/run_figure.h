#pragma once

#include <vector>

#include "eval/figure.h"
#include "runs/run_store.h"

namespace macadam {

/// Tiles by methods: what the best weights of each run make of a few test tiles (validation tiles where there are none).
///
/// The tiles are the first run's. Of several seeds of a method the first is shown; runs on other data and runs without
/// weights are left out. @throws Error when the data set cannot be read.
Figure figureOf(const std::vector<RunFolder>& runs, int tiles = 4);

}  // namespace macadam
