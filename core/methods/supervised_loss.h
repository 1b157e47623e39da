#pragma once

#include "spec/loss_spec.h"

#include <torch/types.h>

namespace macadam {

/// The error of logits N×C×H×W against given labels N×H×W int64 over the valid pixels of the whole batch; 0 when there
/// are none. With Dice it is the plain sum of cross-entropy and the Dice error of road.
torch::Tensor supervisedLoss(const LossSpec& loss, const torch::Tensor& logits, const torch::Tensor& labels);

}  // namespace macadam
