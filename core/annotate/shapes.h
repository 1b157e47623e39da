#pragma once

#include "labels/region.h"

#include <opencv2/core.hpp>

#include <vector>

namespace macadam {

// Shapes as sets of pixels. Coordinates are those of the picture: pixel i covers [i, i + 1), so its centre is at
// i + 0.5. A pixel belongs to a shape when its centre does. Shapes may lie outside of the picture.

/// A round dab: pixels whose centre is at most half the diameter from `centre`, and always the one that `centre` is in,
/// so that a brush of one pixel paints the pixel under the cursor.
Region disc(cv::Point2d centre, double diameter);

/// What a disc covers on its straight way from one point to another.
Region capsule(cv::Point2d from, cv::Point2d to, double diameter);

/// Inside of the closed outline; where it crosses itself, what it goes around an even number of times is outside.
/// Polygons with a common edge have no pixel in common and leave none out. Fewer than three points are empty.
Region polygon(const std::vector<cv::Point2d>& outline);

/// A road of one width along its centre line, round at its ends and bends: capsules along the line's pieces.
/// One point is a disc, none is empty.
Region roadLine(const std::vector<cv::Point2d>& centreLine, double width);

}  // namespace macadam
