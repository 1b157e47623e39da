#pragma once

#include "data/dataset.h"

#include <filesystem>
#include <string>

namespace macadam {

/// The same data set, with an edited mask in the place of the one of an image, in all of its samples, and counted.
/// @throws Error where the mask does not fit the image; std::out_of_range where no sample is of that image.
Dataset withEditedMask(const Dataset& dataset, const std::string& image, const std::filesystem::path& mask);

}  // namespace macadam
