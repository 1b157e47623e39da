#pragma once

#include "runs/run_history.h"

#include <cstdint>

namespace macadam {

enum class XAxisKind { Iteration, Epoch, Time };

/// Where an iteration of a run stands on the x axis.
struct MonitorAxis {
  XAxisKind kind = XAxisKind::Iteration;
  int labelledBatch = 0;
  std::size_t labelledTiles = 0;  ///< 0 where the split is not known: then there are no epochs.

  double toX(const RunHistory& run, std::int64_t iteration) const {
    switch (kind) {
      case XAxisKind::Iteration:
        break;
      case XAxisKind::Time:
        return run.secondsAt(iteration);
      case XAxisKind::Epoch:
        if (labelledTiles == 0) break;
        return static_cast<double>(iteration) * labelledBatch / static_cast<double>(labelledTiles);
    }
    return static_cast<double>(iteration);
  }
};

}  // namespace macadam
