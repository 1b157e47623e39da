#pragma once

#include "data/layouts.h"

#include <filesystem>

namespace macadam {

/// Lets the lists in `folder` (`labeled.txt`, `val.txt` …; of VOC those in `ImageSets/Segmentation`) say where pictures
/// belong.
///
/// The pictures stay those of the folder's own layout, with its masks and what it says of them; what no list names
/// stays where it is. Only where the layout pairs no image with a mask, the lists alone say what there is.
void applyLists(Listing& listing, const std::filesystem::path& folder);

}  // namespace macadam
