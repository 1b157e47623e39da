#pragma once

#include "image/gdal_session.h"

#include <filesystem>

namespace macadam {

/// Whether a band of bytes is declared to hold −128 to 127. GDAL before 3.7 hands such bytes out as 0 to 255.
bool holdsSignedBytes(GDALDatasetH dataset);

/// The same picture with its true values, as 16-bit numbers, with nodata values and georeference.
GdalDataset openSignedBytes(const std::filesystem::path& file, GDALDatasetH dataset);

}  // namespace macadam
