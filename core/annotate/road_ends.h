#pragma once

#include "annotate/centre_lines.h"
#include "annotate/polyline.h"

#include <opencv2/core.hpp>

#include <optional>

namespace macadam {

/// A place of existing road that a new one can begin or end at.
struct RoadAnchor {
  enum class Kind { End, Junction, Middle };
  Kind kind = Kind::Middle;
  cv::Point2d at;

  bool operator==(const RoadAnchor&) const = default;
};

/// The ends, junctions and middle lines of existing road in a part of a picture.
///
/// The middle is found by thinning (annotate/thinning.h) and not as a ridge of distances, which breaks up where a road
/// is an even number of pixels wide.
class RoadEnds {
 public:
  /// `road` is CV_8UC1, not zero on road, its upper left corner at `corner` of the picture. Give some tens of pixels
  /// more than is asked about: an end of the part looks like an end of the road.
  explicit RoadEnds(const cv::Mat& road, cv::Point corner = {});

  /// The end or junction that is nearest to a point; where there is none within the radius, the nearest place in the
  /// middle of a road; none where that is further away too.
  std::optional<RoadAnchor> snap(cv::Point2d point, double radius) const;

  /// A centre line whose ends go on to the middle of an existing road, where that lies up to `reach` pixels away and
  /// not behind the line's own end, so that no gap stays at a crossing. Fewer than two points stay as they are.
  Polyline closed(Polyline centreLine, double reach) const;

 private:
  std::optional<cv::Point2d> middleAhead(cv::Point2d end, cv::Point2d before, double reach) const;

  cv::Point2d corner_;
  RoadNet net_;
};

}  // namespace macadam
