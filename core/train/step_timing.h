#pragma once

#include "spec/run_spec.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace macadam {

struct StepTiming {
  double medianSeconds = 0.0;
  double minimumSeconds = 0.0;
  double imagesPerSecond = 0.0;  ///< At the median, labelled and unlabelled together.
  int threads = 0;
  std::string device;
  std::string torch;                            ///< LibTorch's version.
  std::optional<std::int64_t> peakDeviceBytes;  ///< Most memory that tensors took on a GPU; empty for the CPU.
};

struct StepBatch;

/// Trains steps of a spec's last stage on batches that are handed to it, frozen networks and all, for timing.
class StepTimer {
 public:
  explicit StepTimer(const RunSpec& spec);
  ~StepTimer();
  /// One step, from the losses to the optimizer; returns when the device has done it.
  void train(const StepBatch& batch);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Times whole training steps of a spec's last stage (batch, losses, backward pass, optimizer) on random images and
/// fresh weights, as tests/peer/peer.py times them in Python.
/// @param settling how long the steps before those that are timed take at least
StepTiming timeTrainingStep(const RunSpec& spec, int warmUpSteps, int steps,
                            std::chrono::duration<double> settling = {});

}  // namespace macadam
