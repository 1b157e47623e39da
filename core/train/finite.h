#pragma once

#include "methods/losses.h"
#include "nn/tensor_file.h"
#include "train/events.h"

#include <cstdint>
#include <vector>

namespace macadam {

/// The terms of a step as numbers, read from the device in one transfer.
/// @throws Error with the name of a term that is NaN or infinite.
std::vector<LossTerm> finiteTerms(const Losses& losses, std::int64_t iteration);

/// Weights can be lost in the update of a step whose losses were still finite: to be asked before a checkpoint
/// replaces an intact one. @throws Error with the name of the tensor.
void refuseNonFinite(const TensorFile& file, std::int64_t iteration);

}  // namespace macadam
