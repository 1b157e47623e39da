#pragma once

#include "labels/region.h"

#include <opencv2/core.hpp>

namespace macadam {

/// What looks like the pixels under a stroke and is joined to them, up to twice the stroke's thickness away (and at
/// least 12 pixels): GrabCut (Rother et al. 2004) on a window around the stroke, whose pixels are surely inside.
///
/// `rgb` is CV_8UC3, the stroke in its coordinates; the result holds the stroke as far as it lies on the picture, and
/// nothing else where nothing was found. The same stroke gives the same pixels.
/// @throws Error where the stroke lies outside of the picture, or its window has more than 600,000 pixels, which
/// would take several seconds.
Region cutOut(const cv::Mat& rgb, const Region& stroke);

}  // namespace macadam
