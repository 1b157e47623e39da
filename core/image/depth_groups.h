#pragma once

#include "image/pixel_reading.h"

#include <filesystem>
#include <vector>

namespace macadam {

/// Divides pictures that need not be of one data set, so that those of a group may be measured together: a group has
/// one number type, and of floating numbers fractions from 0 to 1 stand apart. Order is kept; what cannot be read is in
/// a group of its own.
std::vector<std::vector<std::filesystem::path>> groupsByDepth(const std::vector<std::filesystem::path>& pictures,
                                                              const BandOrder& bands = {});

}  // namespace macadam
