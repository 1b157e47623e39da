#include "data/demo_world/path.h"

namespace macadam::demo_world {
namespace {

constexpr float kBeyond =
    12.0F;  // metres that a path continues outside, so that it never ends in the picture by accident

float curvatureOfNextPiece(float tightestRadius, RandomStream& random) {
  const float bend = 1.0F / (tightestRadius * uniform(random, 1.0F, 3.5F));
  const float side = uniform(random, -1.0F, 1.0F);
  if (std::abs(side) < 0.4F) return 0.0F;
  return side < 0.0F ? -bend : bend;
}

}  // namespace

Point Path::direction(std::size_t index) const {
  const std::size_t from = index + 1 < points.size() ? index : index - 1;
  const Point step = points[from + 1] - points[from];
  return step * (1.0F / std::hypot(step.x, step.y));
}

Path growPath(const Course& course, Extent extent, RandomStream& random, const std::function<bool(Point)>& meets) {
  const cv::Rect2f world(-kBeyond, -kBeyond, extent.width + 2.0F * kBeyond, extent.height + 2.0F * kBeyond);
  Path path;
  path.points.push_back(course.start);
  float heading = course.heading;
  float curvature = 0.0F;
  float aim = 0.0F;
  float untilNextPiece = 0.0F;
  while (path.length() < course.longest) {
    if (untilNextPiece <= 0.0F) {
      aim = curvatureOfNextPiece(course.tightestRadius, random);
      untilNextPiece = uniform(random, 25.0F, 80.0F);
    }
    curvature += 0.2F * (aim - curvature);
    heading += Path::kStep * (curvature - 0.006F * (heading - course.heading));
    path.points.push_back(path.points.back() + Path::kStep * directionOf(heading));
    untilNextPiece -= Path::kStep;
    if (!world.contains(path.points.back()) || meets(path.points.back())) break;
  }
  return path;
}

Course courseAcross(Extent extent, float tightestRadius, RandomStream& random) {
  const float along = uniform(random, 0.1F, 0.9F);
  const float beyond = 0.5F * kBeyond;
  const Point entries[] = {{along * extent.width, -beyond},
                           {extent.width + beyond, along * extent.height},
                           {along * extent.width, extent.height + beyond},
                           {-beyond, along * extent.height}};
  const Point start = entries[random.below(4)];
  const float aimX = uniform(random, 0.25F, 0.75F) * extent.width;
  const float aimY = uniform(random, 0.25F, 0.75F) * extent.height;
  return {.start = start, .heading = std::atan2(aimY - start.y, aimX - start.x), .tightestRadius = tightestRadius};
}

std::vector<Beside> samplesBeside(const Path& path, float reach, const Canvas& canvas) {
  cv::Mat3f nearest(canvas.colour.size(), cv::Vec3f(reach * reach, 0.0F, 0.0F));  // squared distance, lateral, along
  for (std::size_t i = 0; i + 1 < path.points.size(); ++i) {
    const Point from = path.at(i);
    const Point direction = path.direction(i);
    const Point middle = from + 0.5F * Path::kStep * direction;
    forEachSampleAround(canvas, middle, reach + 0.5F * Path::kStep, [&](cv::Point sample, Point centre) {
      const Point offset = centre - from;
      const float ahead = std::clamp(offset.dot(direction), 0.0F, Path::kStep);
      const Point apart = offset - ahead * direction;
      const float squared = apart.dot(apart);
      cv::Vec3f& best = nearest(sample);
      if (squared >= best[0]) return;
      const float side = offset.dot(leftOf(direction)) < 0.0F ? -1.0F : 1.0F;
      best = {squared, side * std::sqrt(squared), static_cast<float>(i) * Path::kStep + ahead};
    });
  }

  std::vector<Beside> found;
  for (int y = 0; y < nearest.rows; ++y) {
    for (int x = 0; x < nearest.cols; ++x) {
      const cv::Vec3f& best = nearest(y, x);
      if (best[0] < reach * reach) found.push_back({{x, y}, best[1], best[2]});
    }
  }
  return found;
}

}  // namespace macadam::demo_world
