#pragma once

#include "eval/paired_difference.h"
#include "session/evaluation.h"

#include <cstddef>
#include <string>
#include <vector>

namespace macadam {

/// How much better a network of one run is than that of the same name of another, on the tiles that both were measured
/// on.
struct PairedNetwork {
  std::string network;
  PairedDifference difference;
};

struct PairedEvaluation {
  std::vector<PairedNetwork> networks;
  std::size_t leftOut = 0;  ///< Tiles that only one of the two was measured on.
};

/// @throws Error where the two have no network or no tile in common, or were counted against other labels.
PairedEvaluation pairedEvaluation(const EvaluationResult& result, const EvaluationResult& against);

}  // namespace macadam
