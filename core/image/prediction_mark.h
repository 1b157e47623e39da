#pragma once

#include <filesystem>

namespace macadam {

/// How Macadam describes, in the file itself, a GeoTIFF that holds what a network has predicted.
inline constexpr const char* kPredictionMark = "predicted by Macadam";

/// Whether a file is described so; false where it cannot be read.
bool isMarkedAsPrediction(const std::filesystem::path& file);

}  // namespace macadam
