#pragma once

#include "data/layouts.h"

namespace macadam {

/// Takes out what was made from the pictures and masks themselves, and reports it: what Macadam has predicted
/// (`x_probability.tif` and the `x_mask.tif` beside it), from which no network may learn, and mosaics (.vrt) that show
/// listed pictures a second time.
void leaveOutDerived(Listing& listing);

}  // namespace macadam
