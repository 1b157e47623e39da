#pragma once

#include "data/demo_world/canvas.h"

namespace macadam::demo_world {

/// The finished picture as a camera sees it under one sun: slopes shaded, shadows cast, blurred, tinted, noisy.
/// CV_8UC3, RGB, one pixel per metre.
cv::Mat photograph(const Canvas& canvas, RandomStream random);

}  // namespace macadam::demo_world
