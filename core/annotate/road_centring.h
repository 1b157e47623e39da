#pragma once

#include "annotate/polyline.h"

#include <opencv2/core.hpp>

namespace macadam {

/// Moves a line that follows a road roughly into the road's middle: each place by up to six units across, to where a
/// ribbon stands out most, with as little change from place to place as that allows (dynamic programming, as Amini et
/// al. 1990 do for snakes). Its ends stay. A unit is a number of pixels, roads are 5 to 17 units wide.
///
/// `picture` is CV_8UC3 or CV_32FC1; a ribbon whose contrast is `clear` has half of the pull that any can have.
Polyline centredOnRoad(const Polyline& line, const cv::Mat& picture, double clear, double unit);

}  // namespace macadam
