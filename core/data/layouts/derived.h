#pragma once

#include "data/layouts.h"

namespace macadam {

/// Takes out what was made from the pictures and masks themselves, and reports it: what Macadam has predicted
/// (`x_probability.tif`, and an `x_mask.tif` that lies beside it or says so itself), from which no network may learn,
/// and mosaics (.vrt) that show listed pictures a second time.
void leaveOutDerived(Listing& listing);

}  // namespace macadam
