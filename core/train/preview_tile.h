#pragma once

#include "train/training_data.h"

#include <cstdint>
#include <string>

namespace macadam {

/// The index of the validation tile that previews show: `wanted` where it is there, else one that has about as much
/// road as others that have some, so that there is something to see. Looks at the first tiles only.
/// @pre `tiles` has at least one.
std::int64_t previewTile(EvaluationTiles& tiles, const std::string& wanted);

}  // namespace macadam
