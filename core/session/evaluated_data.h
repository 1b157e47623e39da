#pragma once

#include "base/error.h"
#include "data/dataset.h"
#include "session/evaluation.h"

#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// The data set that trained networks are measured on.
struct EvaluatedData {
  Dataset dataset;
  /// Where the data set is the run's own, in its place or moved, and a part of it is asked for: those of its split.
  std::optional<std::vector<std::string>> splitIds;
  /// Where it has tiles of the run's split under their names and yet is not the run's own: to be told with what is then
  /// refused.
  std::optional<Problem> whyOther;
  std::vector<std::string> notes;  ///< What its masks mean, and how that and its tiles stand to the run's.
};

/// Opens it as the run does, with its rule for masks, where it is the run's own: in the place that the run names, or
/// anywhere with all tiles of the subset under their names and with the pictures that the run recorded. The masks of
/// other data decide for themselves.
/// @throws Error where it is open what the masks mean.
EvaluatedData openEvaluatedData(const EvaluationRequest& request);

}  // namespace macadam
