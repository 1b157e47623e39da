#pragma once

#include "spec/run_spec.h"

namespace macadam {

struct LoadingTiming {
  double tilesPerSecond = 0.0;  ///< What the decode workers deliver when nothing else runs.
  double waitingShare = 0.0;    ///< Of the time of training steps, the part spent waiting for a batch.
  int steps = 0;
};

/// Times loading for a spec on freshly rendered demo tiles of its tile size: first alone, then under real training
/// steps of its method's last stage. Needs a temporary folder.
LoadingTiming timeLoading(const RunSpec& spec, int steps);

}  // namespace macadam
