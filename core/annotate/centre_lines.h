#pragma once

#include <opencv2/core.hpp>

#include <vector>

namespace macadam {

/// A place where a road ends, or where three or more stretches of road meet.
struct RoadNode {
  cv::Point2d at;
  int stretches = 0;  ///< 1 at an end.
};

/// The middle of a road from one node to the next.
struct RoadStretch {
  std::vector<cv::Point> pixels;  ///< In order, neighbours side by side or corner to corner; without the nodes' own.
  int from = -1;                  ///< Node at the first pixel; −1 for a ring, which has none.
  int to = -1;
};

/// The net of roads that an area holds: its thinned middle, cut at junctions.
struct RoadNet {
  std::vector<RoadNode> nodes;
  std::vector<RoadStretch> stretches;
};

/// Follows the middle of an area (CV_8UC1, not zero inside; coordinates are its own). Side twigs of the thinned lines
/// that are no longer than the road is half wide, or than `longestTwig` pixels, are no stretches.
RoadNet findRoadNet(const cv::Mat& area, double longestTwig = 3.0);

}  // namespace macadam
