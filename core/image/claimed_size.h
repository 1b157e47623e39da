#pragma once

#include "base/error.h"
#include "image/gdal_session.h"

#include <filesystem>
#include <optional>

namespace macadam {

/// What is wrong with a file whose header claims more pixels than its bytes can stand for, by the tightest coding that
/// its format knows. A sparse TIFF may: then its index must be there, which takes at least four bytes for every block.
/// What shows the pixels of other files (VRT) or has no known limit may claim what it likes.
std::optional<Problem> impossibleSize(const std::filesystem::path& file, const GdalDataset& dataset);

}  // namespace macadam
