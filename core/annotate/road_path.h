#pragma once

#include "annotate/least_cost.h"
#include "annotate/polyline.h"
#include "annotate/road_evidence.h"

#include <opencv2/core.hpp>

#include <optional>

namespace macadam {

/// The road from one place of a picture to another, as the cursor moves: the "live wire" of Mortensen and Barrett
/// (1998) over a network's probabilities, or where there are none over the picture's own ribbons: pieces that are even
/// along themselves, differ from both their sides and resemble the start's colour.
///
/// A way is searched on cells of half a road's width, within 384 of them around its start, and then moved into the
/// road's middle in the picture's own pixels. Not for several threads at a time.
class RoadPath {
 public:
  /// `rgb` is CV_8UC3, `probability` CV_32FC1 of the same size (0 to 1) or empty; both are shared, not copied. Roads
  /// are looked for that are about `roadWidth` pixels wide, from a half to twice of it.
  explicit RoadPath(const cv::Mat& rgb, const cv::Mat& probability = {}, double roadWidth = 8.0);
  RoadPath(const RoadPath&) = delete;
  RoadPath& operator=(const RoadPath&) = delete;

  /// Works out what a part of the picture tells of roads, which would else be done when a way first comes near.
  void prepare(const cv::Rect& area);

  /// Ways begin here from now on.
  void start(cv::Point2d from);

  /// The way from the start to a place, of few points, none of it further off than a third of a pixel from the way that
  /// was found; its ends are the two places themselves. What lies beyond the searched cells is joined straight. @pre
  /// `start`.
  Polyline to(cv::Point2d end);

 private:
  cv::Point cellAt(cv::Point2d point) const;

  cv::Mat ground_;  ///< What roads' edges are looked for in: the probability, or else the picture.
  bool hasProbability_;
  int unit_;  ///< Pixels of an eighth of a road's width.
  RoadEvidence evidence_;
  cv::Point2d from_;
  cv::Rect window_;  ///< Cells that are searched.
  std::optional<LeastCost> search_;
};

}  // namespace macadam
