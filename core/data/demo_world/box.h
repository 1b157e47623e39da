#pragma once

#include "data/demo_world/canvas.h"

namespace macadam::demo_world {

/// A rectangle on the ground, turned any way: a building, a car, a car park.
struct Box {
  Point middle;
  Point axis;        ///< Unit vector along its length.
  float halfLength;  ///< Metres.
  float halfWidth;

  Point at(float u, float v) const { return middle + u * axis + v * leftOf(axis); }
  Box grown(float margin) const { return {middle, axis, halfLength + margin, halfWidth + margin}; }
};

/// Calls `visit(sample, u, v)` for the samples in a box, u metres along its axis and v to the left of it.
template <typename Visit>
void forEachSampleIn(const Box& box, const Canvas& canvas, Visit visit) {
  forEachSampleAround(canvas, box.middle, std::hypot(box.halfLength, box.halfWidth),
                      [&](cv::Point sample, Point centre) {
                        const Point offset = centre - box.middle;
                        const float u = offset.dot(box.axis);
                        const float v = offset.dot(leftOf(box.axis));
                        if (std::abs(u) <= box.halfLength && std::abs(v) <= box.halfWidth) visit(sample, u, v);
                      });
}

inline bool isFree(const Box& box, const Canvas& canvas) {
  bool free = true;
  forEachSampleIn(box, canvas, [&](cv::Point sample, float, float) { free = free && canvas.taken(sample) == 0; });
  return free;
}

inline void take(const Box& box, Canvas& canvas) {
  forEachSampleIn(box, canvas, [&](cv::Point sample, float, float) { canvas.taken(sample) = 255; });
}

}  // namespace macadam::demo_world
