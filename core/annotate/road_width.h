#pragma once

#include <opencv2/core.hpp>

#include <optional>

namespace macadam {

/// A road where something crosses it.
struct RoadCross {
  cv::Point2d middle;
  cv::Point2d along;   ///< Length 1; either of the road's two directions.
  double width = 0.0;  ///< Pixels.
  double clear = 0.0;  ///< By how much it stands out from its sides, in values of the ground.
};

/// The road under a point or up to six units beside it (a unit is an eighth of `roadWidth`): of all directions the one
/// in which a ribbon stands out most from both its sides, 3 to 33 units wide. None where nothing stands out.
///
/// `ground` is what edges are looked for in: CV_32FC1 of probabilities or of labels (1 on road), or a CV_8UC3 picture.
/// `roadWidth` in pixels says about how wide roads are.
std::optional<RoadCross> roadAcross(const cv::Mat& ground, cv::Point2d at, double roadWidth = 8.0);

}  // namespace macadam
