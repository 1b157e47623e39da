#pragma once

#include <opencv2/core.hpp>

#include <vector>

namespace macadam {

/// Points joined by straight pieces, in picture coordinates.
using Polyline = std::vector<cv::Point2d>;

/// Pixels from the first point to the last one.
double lengthOf(const Polyline& line);

/// Points at equal distances of about `step` pixels along a line, its two ends among them. @pre The line has a point.
Polyline resampled(const Polyline& line, double step);

/// Each point but the ends moved to the mean of itself and the two beside it, weighed 2:1:1, this many times.
Polyline smoothed(Polyline line, int rounds);

/// The fewest of a line's points that leave none of it further away than `tolerance` pixels (Douglas and Peucker 1973).
Polyline simplified(const Polyline& line, double tolerance);

}  // namespace macadam
