#pragma once

#include "nn/network.h"

namespace macadam {

/// One step of an exponential moving average of a network's parameters: average ← keep·average + (1 − keep)·trained.
/// BatchNorm statistics are left as they are: an average that passes over images in training mode collects its own.
void follow(Network& average, const Network& trained, double keep);

}  // namespace macadam
