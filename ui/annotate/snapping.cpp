#include "ui/annotate/snapping.h"

#include "annotate/road_ends.h"
#include "ui/annotate/label_session.h"

#include <cmath>

namespace macadam {
namespace {

constexpr int kMargin = 48;  ///< Pixels around what is asked about: where the part ends, roads seem to end.

/// The labels' roads within some pixels of a place.
RoadEnds roadsAround(const LabelSession& session, cv::Point2d at, double radius) {
  const int reach = static_cast<int>(std::ceil(radius)) + kMargin;
  const cv::Point centre = pixelOf(at);
  const cv::Rect part = cv::Rect(centre.x - reach, centre.y - reach, 2 * reach + 1, 2 * reach + 1) & session.whole();
  if (part.empty()) return RoadEnds(cv::Mat());
  return RoadEnds(session.plane().labels(part) == 1, part.tl());
}

}  // namespace

std::optional<cv::Point2d> snapToRoad(LabelSession& session, const ToolPoint& point) {
  if (point.modifiers & Qt::AltModifier) return std::nullopt;
  const auto anchor = roadsAround(session, point.at, point.reach).snap(point.at, point.reach);
  return anchor ? std::optional(anchor->at) : std::nullopt;
}

std::vector<cv::Point2d> closedOverCrossings(LabelSession& session, std::vector<cv::Point2d> line, double width) {
  if (line.size() < 2) return line;
  const double reach = 2.0 * width;
  std::vector<cv::Point2d> closed = roadsAround(session, line.front(), reach).closed(line, reach);
  const std::vector<cv::Point2d> atEnd = roadsAround(session, line.back(), reach).closed(line, reach);
  // Each of the two sees the roads around one end, and may add a point there.
  if (atEnd.back() != line.back() && closed.back() != atEnd.back()) closed.push_back(atEnd.back());
  return closed;
}

}  // namespace macadam
