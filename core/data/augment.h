#pragma once

#include "base/random.h"
#include "image/image_store.h"
#include "spec/run_spec.h"

namespace macadam {

/// A `tileSize` square cut from a tile at a random place, scale, flip and turn, with its mask, and with the colours of
/// the image changed a little.
///
/// Where the cut reaches beyond the tile, the image is mirrored and the mask is 255, ignored. The mask is sampled by
/// nearest neighbour. Takes seven numbers from `random` whatever `spec` says, so that switching one option off leaves
/// the others' draws as they were. The input is not modified; an empty mask stays empty.
Tile augment(const Tile& tile, const AugmentSpec& spec, int tileSize, RandomStream& random);

}  // namespace macadam
