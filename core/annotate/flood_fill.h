#pragma once

#include "labels/region.h"

#include <opencv2/core.hpp>

namespace macadam {

/// The pixels that are joined to the seed, side by side, by pixels of its colour: each channel differs from the seed's
/// by at most the tolerance (0 to 255).
///
/// `picture` is CV_8UC3 or CV_8UC1; the region's coordinates are its own. A seed outside of it gives an empty region.
Region floodFill(const cv::Mat& picture, cv::Point seed, int tolerance);

}  // namespace macadam
