#pragma once

#include "methods/method.h"
#include "train/events.h"
#include "train/training_data.h"

#include <torch/types.h>

#include <cstdint>
#include <string>

namespace macadam {

/// The index of the validation tile that previews show: `wanted` where it is there, else one that has about as much
/// road as others that have some, so that there is something to see. Looks at the first tiles only.
/// @pre `tiles` has at least one.
std::int64_t previewTile(EvaluationTiles& tiles, const std::string& wanted);

/// Where `network` sees roads on a tile, by windows of `viewSide`; none where the picture has no data; it comes back in
/// the mode that it came in.
PreviewReady previewOf(const NamedNetwork& network, const EvaluationTile& tile, const torch::Device& device,
                       std::int64_t viewSide, std::int64_t iteration);

}  // namespace macadam
