#pragma once

#include "truth_roads.h"

#include <opencv2/core.hpp>

#include <optional>

namespace macadam::effort {

/// A tile to label, and what the user who labels it can see.
struct EffortTile {
  cv::Mat rgb;
  cv::Mat road;         ///< The truth, CV_8UC1.
  cv::Mat probability;  ///< A student's, CV_32FC1; empty where none is at hand.
};

/// What labelling took.
struct Effort {
  int clicks = 0, drags = 0, keys = 0;
  double f1 = 0.0;

  int actions() const { return clicks + drags + keys; }
};

// The user has the truth in hand and paints roads as wide as they are there; first those that take least for their
// length; and stops as soon as the buffered F1 is 0.95. How closely a road is followed is what reaches that with the
// fewest actions. The wheel that sets the width, panning and zooming count nothing in any way of working.

/// **Brush**: a drag is what a hand draws in one go: a straight piece or an arc that bends to one side, up to `reach`
/// pixels long, without any fault of its own. Twenty times the width of a tunnel, here the six pixels that the buffer
/// leaves, is about the longest that steering experiments use (Accot and Zhai 1997), so 128 is taken.
Effort byBrush(const EffortTile& tile, double reach);

/// **Road line**: a click a vertex, and a key to confirm each road.
Effort byLine(const EffortTile& tile);

/// How the path tool is worked: by a click at the start, one for each way that is taken, and a key at the road's end;
/// or by a press at the start and a release at the end of each way.
enum class PathGesture { Clicks, Drags };

/// **Road path**: from where it is, the user goes on along the road as long as the way that is shown stays on it, and
/// takes it there; a straight piece (Shift) where that comes further.
Effort byPath(const EffortTile& tile, const cv::Mat& probability, PathGesture gesture);

/// **Proposals**: a key accepts, or rejects, the proposal under the cursor, and a key all that are in view. The user
/// either rejects the wrong ones and accepts all others at once, or accepts the good ones one by one; draws what is
/// missing by path and erases what is too much (a drag each 128 pixels), whatever gains most an action; and takes the
/// cheaper of the two.
Effort byProposals(const EffortTile& tile, double threshold, PathGesture gesture);

}  // namespace macadam::effort
