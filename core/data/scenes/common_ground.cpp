#include "data/scenes/evidence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace macadam {
namespace {

/// Each picture is narrowed by this many of its pixels on every side, so that neighbours with rounded corners do not
/// overlap.
constexpr double kMargin = 0.75;

struct Point {
  double x = 0.0, y = 0.0;
};

/// The ground of a picture: a parallelogram.
struct Ground {
  std::size_t picture = 0;
  std::array<Point, 4> corners;  ///< In turn.
  Point least, most;
};

Point place(const GeoReference& reference, double column, double row) {
  const auto& t = reference.transform;
  return {t[0] + column * t[1] + row * t[2], t[3] + column * t[4] + row * t[5]};
}

Ground groundOf(const ScenePicture& picture, std::size_t index) {
  const double right = std::max(picture.width - kMargin, kMargin), bottom = std::max(picture.height - kMargin, kMargin);
  const GeoReference& reference = *picture.ground;
  Ground ground{.picture = index,
                .corners = {place(reference, kMargin, kMargin), place(reference, right, kMargin),
                            place(reference, right, bottom), place(reference, kMargin, bottom)}};
  ground.least = ground.most = ground.corners[0];
  for (const Point& corner : ground.corners) {
    ground.least = {std::min(ground.least.x, corner.x), std::min(ground.least.y, corner.y)};
    ground.most = {std::max(ground.most.x, corner.x), std::max(ground.most.y, corner.y)};
  }
  return ground;
}

/// Whether a line along a side of `a` has all of `a` on one of its sides and all of `b` on the other.
bool isDivided(const Ground& a, const Ground& b) {
  for (std::size_t i = 0; i < 2; ++i) {  // the other two sides run alike
    const Point normal{a.corners[i + 1].y - a.corners[i].y, a.corners[i].x - a.corners[i + 1].x};
    const auto extent = [&](const Ground& ground) {
      double low = HUGE_VAL, high = -HUGE_VAL;
      for (const Point& corner : ground.corners) {
        const double along = (corner.x - a.corners[0].x) * normal.x + (corner.y - a.corners[0].y) * normal.y;
        low = std::min(low, along), high = std::max(high, along);
      }
      return std::pair(low, high);
    };
    const auto [lowA, highA] = extent(a);
    const auto [lowB, highB] = extent(b);
    if (highA <= lowB || highB <= lowA) return true;
  }
  return false;
}

/// Along the longer side of all of them, so that a sweep holds few at a time.
void joinOverlapping(std::vector<Ground> grounds, DisjointSets& scenes) {
  Point least = grounds.front().least, most = grounds.front().most;
  for (const Ground& ground : grounds) {
    least = {std::min(least.x, ground.least.x), std::min(least.y, ground.least.y)};
    most = {std::max(most.x, ground.most.x), std::max(most.y, ground.most.y)};
  }
  double Point::*along = most.x - least.x >= most.y - least.y ? &Point::x : &Point::y;
  double Point::*across = along == &Point::x ? &Point::y : &Point::x;
  std::ranges::sort(grounds, {}, [&](const Ground& ground) { return ground.least.*along; });
  std::vector<const Ground*> open;
  for (const Ground& ground : grounds) {
    std::erase_if(open, [&](const Ground* other) { return other->most.*along <= ground.least.*along; });
    for (const Ground* other : open) {
      const bool isBeside = other->most.*across <= ground.least.*across || ground.most.*across <= other->least.*across;
      if (isBeside || isDivided(ground, *other) || isDivided(*other, ground)) continue;
      scenes.join(ground.picture, other->picture);
    }
    open.push_back(&ground);
  }
}

/// Pixel coordinates, which some programs write as if they were a place.
bool isNoPlace(const GeoReference& reference) {
  const auto& t = reference.transform;
  return reference.projection.empty() && t[0] == 0.0 && t[3] == 0.0 && std::abs(t[1]) == 1.0 && std::abs(t[5]) == 1.0;
}

}  // namespace

void joinCommonGround(const std::vector<ScenePicture>& pictures, DisjointSets& scenes) {
  std::map<std::string, std::vector<Ground>> bySystem;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const std::optional<GeoReference>& ground = pictures[i].ground;
    if (ground && ground->controlPoints.empty() && !isNoPlace(*ground))
      bySystem[ground->projection].push_back(groundOf(pictures[i], i));
  }
  for (auto& [system, grounds] : bySystem) joinOverlapping(std::move(grounds), scenes);
}

}  // namespace macadam
