#pragma once

#include "image/geo_reference.h"

#include <opencv2/core.hpp>

#include <string>

namespace macadam {

/// How a mask lies elsewhere than its image of the same size: another coordinate system, pixel size, turn or place, by
/// more than half a pixel of the image. Empty where they lie on the same ground, and where one of them states no place.
std::string groundDifference(const GeoReference& image, const GeoReference& mask, cv::Size size);

}  // namespace macadam
