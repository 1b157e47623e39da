#include "annotate/road_ends.h"

#include <algorithm>

namespace macadam {
namespace {

cv::Point2d middleOf(cv::Point pixel) {
  return {pixel.x + 0.5, pixel.y + 0.5};
}

}  // namespace

RoadEnds::RoadEnds(const cv::Mat& road, cv::Point corner)
    : corner_(corner), net_(road.empty() ? RoadNet{} : findRoadNet(road)) {}

std::optional<RoadAnchor> RoadEnds::snap(cv::Point2d point, double radius) const {
  std::optional<RoadAnchor> found;
  double nearest = radius;
  const auto offer = [&](RoadAnchor::Kind kind, cv::Point2d inPart) {
    const double away = cv::norm(inPart + corner_ - point);
    if (away > nearest) return;
    nearest = away;
    found = RoadAnchor{kind, inPart + corner_};
  };
  for (const RoadNode& node : net_.nodes)
    offer(node.stretches == 1 ? RoadAnchor::Kind::End : RoadAnchor::Kind::Junction, node.at);
  if (found) return found;
  for (const RoadStretch& stretch : net_.stretches)
    for (const cv::Point pixel : stretch.pixels) offer(RoadAnchor::Kind::Middle, middleOf(pixel));
  return found;
}

std::optional<cv::Point2d> RoadEnds::middleAhead(cv::Point2d end, cv::Point2d before, double reach) const {
  const cv::Point2d direction = (end - before) / std::max(1e-9, cv::norm(end - before));
  std::optional<cv::Point2d> found;
  double nearest = reach;
  const auto offer = [&](cv::Point2d inPart) {
    const cv::Point2d towards = inPart + corner_ - end;
    const double away = cv::norm(towards);
    if (away > nearest || towards.dot(direction) < 0.5 * away) return;  // at most 60° aside
    nearest = away;
    found = inPart + corner_;
  };
  for (const RoadNode& node : net_.nodes) offer(node.at);
  for (const RoadStretch& stretch : net_.stretches)
    for (const cv::Point pixel : stretch.pixels) offer(middleOf(pixel));
  return found;
}

Polyline RoadEnds::closed(Polyline centreLine, double reach) const {
  if (centreLine.size() < 2) return centreLine;
  const std::size_t last = centreLine.size() - 1;
  const auto behind = middleAhead(centreLine[last], centreLine[last - 1], reach);
  const auto before = middleAhead(centreLine[0], centreLine[1], reach);
  if (behind) centreLine.push_back(*behind);
  if (before) centreLine.insert(centreLine.begin(), *before);
  return centreLine;
}

}  // namespace macadam
