#pragma once

#include "methods/method.h"
#include "spec/run_spec.h"

#include <torch/types.h>

#include <string>

namespace macadam {

/// The device a spec asks for; `auto` takes the first GPU where there is one.
/// @throws Error when a GPU is asked for that is not there.
torch::Device resolveDevice(const DeviceSpec& spec);

/// For example `cpu, 2 threads` or `cuda:0`.
std::string describe(const torch::Device& device);

/// Moves a network to `device`, its kernels in the memory layout that is fastest there.
void placeNetwork(Network& network, const torch::Device& device);

/// The batch on `device`, its images in the memory layout that is fastest there; the hidden labels stay where they are.
StepBatch onDevice(const StepBatch& batch, const torch::Device& device);

/// Whether `device` multiplies bfloat16 faster than float32.
bool hasNativeBfloat16(const torch::Device& device);

/// The compute threads that a setting means: 0 takes every core.
int computeThreads(int asked);

/// Sets up the calling thread: compute threads (0 takes every core), cuDNN's search for the fastest algorithms.
void prepareThread(const torch::Device& device, int threads);

/// The LibTorch that the program runs with.
std::string torchVersion();

}  // namespace macadam
