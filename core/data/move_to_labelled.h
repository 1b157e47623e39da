#pragma once

#include "data/split.h"

#include <string>
#include <vector>

namespace macadam {

/// A split in which some samples are labelled that were not.
struct LabelledMore {
  Split split;
  std::vector<std::string> moved;     ///< Sorted.
  std::vector<Problem> refused = {};  ///< One for each sample that stays where it is although it is not labelled.
};

/// Moves samples that are unlabelled, or in no set, to the labelled ones. What measures stays there; so do samples that
/// are locked, that have no mask, and, where the split is drawn by scenes, those whose scene is measured on.
LabelledMore moveToLabelled(Split split, const Dataset& dataset, std::vector<std::string> ids);

}  // namespace macadam
