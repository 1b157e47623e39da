#pragma once

#include "data/demo_world/canvas.h"

#include <functional>
#include <vector>

namespace macadam::demo_world {

/// A smooth line over the ground, its points `kStep` metres apart.
struct Path {
  static constexpr float kStep = 2.0F;

  std::vector<Point> points;

  float length() const { return points.empty() ? 0.0F : kStep * static_cast<float>(points.size() - 1); }
  Point at(std::size_t index) const { return points[index]; }
  /// Unit vector of the way ahead.
  Point direction(std::size_t index) const;
};

/// How a path is to run.
struct Course {
  Point start;
  float heading = 0.0F;       ///< Radians.
  float tightestRadius = 80;  ///< Metres.
  float longest = 1e4F;       ///< Metres.
};

/// Grows a path of straights and bends that keeps to its heading on the whole, until it is `longest`, has left
/// the extent by some metres, or `meets` says that it has come upon something (that point is its last).
Path growPath(
    const Course& course, Extent extent, RandomStream& random,
    const std::function<bool(Point)>& meets = [](Point) { return false; });

/// A course that enters over one side of the extent and makes for its middle.
Course courseAcross(Extent extent, float tightestRadius, RandomStream& random);

/// Where a sample lies beside a path.
struct Beside {
  cv::Point sample;
  float lateral;  ///< Metres to the left of the path, negative on its right.
  float along;    ///< Metres from its start.
};

/// All samples of the canvas less than `reach` metres from the path, each once.
std::vector<Beside> samplesBeside(const Path& path, float reach, const Canvas& canvas);

}  // namespace macadam::demo_world
