#pragma once

#include "image/geo_reference.h"

#include <filesystem>

namespace macadam {

/// Sees to it that a GeoTIFF states a place word for word: what its own keys cannot say of a coordinate system goes
/// into an .aux.xml beside it, which GDAL and what builds on it read first. @throws Error naming the file.
void stateExactly(const std::filesystem::path& file, const GeoReference& reference);

}  // namespace macadam
