#pragma once

#include "spec/view_side.h"

#include <vector>

namespace macadam {

/// How a picture is cut into tiles that a network can take.
struct TilingOptions {
  int tileSide = 512;
  int overlap = 64;  ///< The least that neighbouring tiles share: the width of the blend between them.
};

/// Over how many pixels tiles of a side are blended unless someone says otherwise: a quarter of it and at most 64.
int overlapFor(int tileSide);

/// What suits a network that was trained on crops of `cropSide`, 0 where that is not known: tiles of its view side.
TilingOptions tilingFor(int cropSide);

/// @throws Error when tiles are smaller than `kSmallestView` or overlap by more than half their side.
void checkTiling(const TilingOptions& options);

/// One tile's stretch of an axis, with its share in each pixel there.
struct TileSpan {
  int start = 0;
  std::vector<float> weights;  ///< One for each pixel; those of all spans on a pixel sum to 1.

  int length() const { return static_cast<int>(weights.size()); }
  int end() const { return start + length(); }
};

/// Evenly spread spans that cover 0 … `length` − 1, in order, each as long as a tile; a shorter axis has one span.
///
/// A span fades out as a squared sine over the overlap, since a network knows least at the border of what it sees.
std::vector<TileSpan> tileSpans(int length, const TilingOptions& options);

}  // namespace macadam
