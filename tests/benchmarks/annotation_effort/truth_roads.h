#pragma once

#include "annotate/polyline.h"

#include <opencv2/core.hpp>

#include <vector>

namespace macadam::effort {

/// The centre lines of a mask's roads (CV_8UC1, not zero on road), each as long as it can be: over a junction it goes
/// on with the stretch that turns least, and at most 45°. A point a pixel, smoothed; ends are drawn out to where the
/// road ends.
std::vector<Polyline> throughRoads(const cv::Mat& mask);

/// Distance in pixels to the nearest point of a line, from any pixel.
cv::Mat distanceTo(const Polyline& line, cv::Size size);

}  // namespace macadam::effort
