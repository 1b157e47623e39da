#include "predict/tiling.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <utility>

namespace macadam {
namespace {

/// Rises from an edge inwards and stays at 1 beyond the overlap; never 0, so that every pixel has a share.
double fade(int pixelsFromEdge, int overlap) {
  const double depth = pixelsFromEdge + 0.5;
  if (depth >= overlap) return 1.0;
  const double sine = std::sin(std::numbers::pi / 2.0 * depth / overlap);
  return sine * sine;
}

std::vector<int> spanStarts(int length, int side, int overlap) {
  if (length <= side) return {0};
  const int stride = side - overlap;
  const std::int64_t gaps = (length - side + stride - 1) / stride;
  std::vector<int> starts;
  for (std::int64_t i = 0; i <= gaps; ++i) starts.push_back(static_cast<int>(i * (length - side) / gaps));
  return starts;
}

}  // namespace

int overlapFor(int tileSide) {
  return std::min(tileSide / 4, TilingOptions{}.overlap);
}

TilingOptions tilingFor(int cropSide) {
  if (cropSide <= 0) return {};
  const int side = viewSide(cropSide);
  return {.tileSide = side, .overlap = overlapFor(side)};
}

void checkTiling(const TilingOptions& options) {
  if (options.tileSide < kSmallestView) {
    throw Error(
        "tile side " + std::to_string(options.tileSide), "shows a network too little ground",
        "take at least " + std::to_string(kSmallestView) + " pixels, better the side that they were trained on");
  }
  if (options.overlap < 0 || options.overlap > options.tileSide / 2) {
    throw Error("overlap " + std::to_string(options.overlap),
                "does not suit tiles of " + std::to_string(options.tileSide) + " pixels",
                "take 0 to " + std::to_string(options.tileSide / 2) + ", for example a quarter of the side");
  }
}

std::vector<TileSpan> tileSpans(int length, const TilingOptions& options) {
  const int side = std::min(length, options.tileSide);
  std::vector<TileSpan> spans;
  for (const int start : spanStarts(length, side, options.overlap)) {
    TileSpan span{start, std::vector<float>(static_cast<std::size_t>(side), 1.0f)};
    for (int i = 0; i < side; ++i) {
      span.weights[i] = static_cast<float>(fade(std::min(i, side - 1 - i), options.overlap));
    }
    spans.push_back(std::move(span));
  }

  std::vector<double> sums(static_cast<std::size_t>(length), 0.0);
  for (const TileSpan& span : spans) {
    for (int i = 0; i < span.length(); ++i) sums[span.start + i] += span.weights[i];
  }
  for (TileSpan& span : spans) {
    for (int i = 0; i < span.length(); ++i)
      span.weights[i] = static_cast<float>(span.weights[i] / sums[span.start + i]);
  }
  return spans;
}

}  // namespace macadam
