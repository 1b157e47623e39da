#pragma once

#include "base/random.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>

namespace macadam::demo_world {

using Point = cv::Point2f;  ///< In metres: x to the right, y downwards.
using Extent = cv::Size2f;  ///< In metres.
using Colour = cv::Vec3f;   ///< RGB in 0 … 1, as seen in full sun on flat ground.

/// Pictures are drawn finer than they are delivered, so that edges come out as a camera mixes them.
inline constexpr int kSamplesPerMetre = 2;

/// What a scene is drawn on: colour and height of the topmost surface, and what must not be built over.
/// Light and shadow are derived from the heights at the end, once for everything.
struct Canvas {
  Canvas(int widthMetres, int heightMetres, RandomStream random);

  Extent extent() const;
  bool isTaken(Point point) const;
  bool isRoad(Point point) const;

  cv::Mat3f colour;
  cv::Mat1f height;  ///< Metres above the ground.
  cv::Mat1b road;    ///< 255 where the ground is road, whatever stands or hangs over it.
  cv::Mat1b taken;   ///< 255 where there is something that buildings and trunks keep clear of.

  cv::Mat1f grain;   ///< Noise of about −1 … 1 that textures share, in cells of about a metre,
  cv::Mat1f mottle;  ///< of some metres,
  cv::Mat1f drift;   ///< and of tens of metres.
};

/// Smooth noise of about −1 … 1 whose bumps are `cellMetres` wide.
cv::Mat1f noiseField(cv::Size samples, float cellMetres, RandomStream& random);

/// An index into Canvas matrices, which may lie outside them.
inline cv::Point sampleAt(Point point) {
  return {static_cast<int>(std::floor(point.x * kSamplesPerMetre)),
          static_cast<int>(std::floor(point.y * kSamplesPerMetre))};
}

inline Point centreOf(cv::Point sample) {
  return {(static_cast<float>(sample.x) + 0.5F) / kSamplesPerMetre,
          (static_cast<float>(sample.y) + 0.5F) / kSamplesPerMetre};
}

/// Calls `visit(sample, centre)` for all samples of the canvas within `reach` metres of `middle` along both axes.
template <typename Visit>
void forEachSampleAround(const Canvas& canvas, Point middle, float reach, Visit visit) {
  const cv::Point first = sampleAt(middle - Point(reach, reach));
  const cv::Point last = sampleAt(middle + Point(reach, reach));
  for (int y = std::max(first.y, 0); y <= std::min(last.y, canvas.colour.rows - 1); ++y) {
    for (int x = std::max(first.x, 0); x <= std::min(last.x, canvas.colour.cols - 1); ++x) {
      visit(cv::Point(x, y), centreOf({x, y}));
    }
  }
}

inline Colour mix(const Colour& from, const Colour& to, float share) {
  return from + (to - from) * share;
}
inline Colour grey(float value) {
  return {value, value, value};
}

/// `value` shifted by up to `spread` in brightness and a third of it between warm and cool.
Colour varied(const Colour& value, float spread, RandomStream& random);

inline float uniform(RandomStream& random, float low, float high) {
  return static_cast<float>(random.uniform(low, high));
}

inline constexpr float kFullTurn = 6.2831853F;  ///< Radians.
inline constexpr float kQuarterTurn = kFullTurn / 4.0F;

inline Point directionOf(float angle) {
  return {std::cos(angle), std::sin(angle)};
}
inline Point leftOf(Point direction) {
  return {-direction.y, direction.x};
}

}  // namespace macadam::demo_world
