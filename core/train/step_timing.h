#pragma once

#include <string>

#include "spec/run_spec.h"

namespace macadam {

struct StepTiming {
  double medianSeconds = 0.0;
  double minimumSeconds = 0.0;
  double imagesPerSecond = 0.0;  ///< At the median, labelled and unlabelled together.
  int threads = 0;
  std::string device;
};

/// Times whole training steps of a spec's last stage (batch, losses, backward pass, optimizer) on random images and
/// fresh weights, as tests/peer/peer.py times them in Python.
StepTiming timeTrainingStep(const RunSpec& spec, int warmUpSteps, int steps);

}  // namespace macadam
