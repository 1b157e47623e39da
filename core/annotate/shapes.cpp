#include "annotate/shapes.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace macadam {
namespace {

/// What a row has of a convex shape; empty until something is added.
struct Extent {
  double left = std::numeric_limits<double>::infinity();
  double right = -std::numeric_limits<double>::infinity();

  void add(double x) {
    left = std::min(left, x);
    right = std::max(right, x);
  }
};

/// Of the pixels of a row (or rows of a column), the first whose centre is at or behind a place.
int firstCentreFrom(double place) {
  return int(std::ceil(place - 0.5));
}

/// The one behind the last whose centre is at or before a place.
int behindCentresUpTo(double place) {
  return int(std::floor(place - 0.5)) + 1;
}

void addDisc(Extent& row, cv::Point2d centre, double radius, double y) {
  const double squared = radius * radius - (y - centre.y) * (y - centre.y);
  if (squared < 0.0) return;
  row.add(centre.x - std::sqrt(squared));
  row.add(centre.x + std::sqrt(squared));
}

void addEdge(Extent& row, cv::Point2d a, cv::Point2d b, double y) {
  if (std::min(a.y, b.y) > y || std::max(a.y, b.y) < y || a.y == b.y) return;
  row.add(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
}

Span pixelAt(cv::Point2d point) {
  const int x = cvFloor(point.x);
  return {cvFloor(point.y), x, x + 1};
}

void addCapsule(std::vector<Span>& spans, cv::Point2d from, cv::Point2d to, double diameter) {
  const double radius = diameter / 2.0;
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  const cv::Point2d across =
      length > 0.0 ? cv::Point2d(from.y - to.y, to.x - from.x) * (radius / length) : cv::Point2d();
  const int end = behindCentresUpTo(std::max(from.y, to.y) + radius);
  for (int y = firstCentreFrom(std::min(from.y, to.y) - radius); y < end; ++y) {
    const double centre = y + 0.5;
    Extent row;
    addDisc(row, from, radius, centre);
    addDisc(row, to, radius, centre);
    if (length > 0.0) {
      addEdge(row, from + across, to + across, centre);
      addEdge(row, from - across, to - across, centre);
    }
    if (row.left <= row.right) spans.push_back({y, firstCentreFrom(row.left), behindCentresUpTo(row.right)});
  }
  spans.push_back(pixelAt(from));
  spans.push_back(pixelAt(to));
}

/// Where the outline crosses the middle of a row.
struct Crossing {
  int y;
  double x;

  auto operator<=>(const Crossing&) const = default;
};

void addCrossings(std::vector<Crossing>& crossings, cv::Point2d a, cv::Point2d b) {
  if (a.y > b.y) std::swap(a, b);
  const int end = firstCentreFrom(b.y);  // a row whose middle is the upper end's counts, the lower end's does not
  for (int y = firstCentreFrom(a.y); y < end; ++y)
    crossings.push_back({y, a.x + (b.x - a.x) * (y + 0.5 - a.y) / (b.y - a.y)});
}

}  // namespace

Region disc(cv::Point2d centre, double diameter) {
  return capsule(centre, centre, diameter);
}

Region capsule(cv::Point2d from, cv::Point2d to, double diameter) {
  return roadLine({from, to}, diameter);
}

Region polygon(const std::vector<cv::Point2d>& outline) {
  if (outline.size() < 3) return {};
  std::vector<Crossing> crossings;
  for (std::size_t i = 0; i < outline.size(); ++i)
    addCrossings(crossings, outline[i], outline[(i + 1) % outline.size()]);
  std::ranges::sort(crossings);

  std::vector<Span> spans;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
    spans.push_back({crossings[i].y, firstCentreFrom(crossings[i].x), firstCentreFrom(crossings[i + 1].x)});
  return Region(std::move(spans));
}

Region roadLine(const std::vector<cv::Point2d>& centreLine, double width) {
  std::vector<Span> spans;
  if (centreLine.size() == 1) addCapsule(spans, centreLine.front(), centreLine.front(), width);
  for (std::size_t i = 1; i < centreLine.size(); ++i) addCapsule(spans, centreLine[i - 1], centreLine[i], width);
  return Region(std::move(spans));
}

}  // namespace macadam
