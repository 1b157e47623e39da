#pragma once

#include "train/phase_state.h"

namespace macadam {

/// One training step of a phase: forward passes and losses, backward pass, update. Trainer and timer train alike.
/// @param batch on the phase's device.
StepResult trainStep(PhaseState& state, const StepBatch& batch, const Progress& progress, double rate,
                     const torch::Device& device);

}  // namespace macadam
