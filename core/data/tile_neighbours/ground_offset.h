#pragma once

#include "image/geo_reference.h"

#include <opencv2/core.hpp>

#include <optional>

namespace macadam {

/// Whether a reference says where the picture lies, by a transform that keeps its pixels as they are.
bool hasPlace(const GeoReference& reference);

/// Where the upper left pixel of `other` lies in the pixels of `own`: empty where their pixels are not of one grid (one
/// coordinate system, equal pixels, an offset of whole pixels to a tenth).
std::optional<cv::Point> groundOffset(const GeoReference& own, const GeoReference& other);

}  // namespace macadam
