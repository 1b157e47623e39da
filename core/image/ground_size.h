#pragma once

#include "image/geo_reference.h"

#include <opencv2/core.hpp>

#include <optional>

namespace macadam {

/// How many metres on the ground the side of a pixel is in the middle of a picture of this size: the mean of both
/// sides, measured between the geographic places of its neighbours, since the metres of a map projection need not be
/// metres on the ground (Web Mercator's are 1.6 at 51° of latitude). Empty where the reference names no place on the
/// earth; of control points the mean over the picture's extent is taken.
std::optional<double> metresPerPixel(const GeoReference& reference, cv::Size size);

}  // namespace macadam
