#pragma once

#include "data/dataset.h"

#include <opencv2/core.hpp>

#include <vector>

namespace macadam {

/// Where a picture is looked at to learn about all of it, at full resolution: overviews hold other values. All of it up
/// to a million pixels, beyond that 64 evenly spread squares.
std::vector<Window> sampleWindows(cv::Size size);

}  // namespace macadam
