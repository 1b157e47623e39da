#include "data/tile_neighbours/ground_offset.h"

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr double kEqualPixels = 1e-6;      ///< Of the side of one: over the width of a tile far less than a pixel.
constexpr double kWhole = 0.1;             ///< How far an offset may be off, in pixels.
constexpr double kFarthest = 1'000'000.0;  ///< Beyond it no tile touches another one.

}  // namespace

bool hasPlace(const GeoReference& reference) {
  const auto& t = reference.transform;
  const bool isIdentity =
      reference.projection.empty() && t[0] == 0.0 && t[3] == 0.0 && std::abs(t[1]) == 1.0 &&
      std::abs(t[5]) == 1.0;  // pixel coordinates, which some programs write as if they were a place
  return reference.controlPoints.empty() && !isIdentity && t[1] * t[5] - t[2] * t[4] != 0.0;
}

std::optional<cv::Point> groundOffset(const GeoReference& own, const GeoReference& other) {
  if (!hasPlace(own) || !hasPlace(other) || own.projection != other.projection) return std::nullopt;
  const auto& t = own.transform;
  const double side = std::max(std::hypot(t[1], t[4]), std::hypot(t[2], t[5]));
  for (const int i : {1, 2, 4, 5}) {
    if (std::abs(t[i] - other.transform[i]) > kEqualPixels * side) return std::nullopt;
  }
  const double dx = other.transform[0] - t[0], dy = other.transform[3] - t[3];
  const double determinant = t[1] * t[5] - t[2] * t[4];
  const double column = (dx * t[5] - dy * t[2]) / determinant, row = (dy * t[1] - dx * t[4]) / determinant;
  const auto isWhole = [](double value) {
    return std::abs(value) < kFarthest && std::abs(value - std::round(value)) <= kWhole;
  };
  if (!isWhole(column) || !isWhole(row)) return std::nullopt;
  return cv::Point(static_cast<int>(std::lround(column)), static_cast<int>(std::lround(row)));
}

}  // namespace macadam
