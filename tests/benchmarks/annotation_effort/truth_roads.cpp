#include "truth_roads.h"

#include "annotate/centre_lines.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace macadam::effort {
namespace {

constexpr double kMostTurn = std::numbers::pi / 4;
constexpr std::size_t kLookAhead = 15;  // pixels over which a direction is taken

Polyline pointsOf(const RoadStretch& stretch, const RoadNet& net) {
  Polyline line;
  if (stretch.from >= 0 && net.nodes[std::size_t(stretch.from)].stretches > 1)
    line.push_back(net.nodes[std::size_t(stretch.from)].at);
  for (const cv::Point pixel : stretch.pixels) line.emplace_back(pixel.x + 0.5, pixel.y + 0.5);
  if (stretch.to >= 0 && net.nodes[std::size_t(stretch.to)].stretches > 1)
    line.push_back(net.nodes[std::size_t(stretch.to)].at);
  if (stretch.from < 0) line.push_back(line.front());
  return line;
}

cv::Point2d unit(cv::Point2d v) {
  const double length = std::hypot(v.x, v.y);
  return length > 0.0 ? v / length : cv::Point2d(1, 0);
}

/// The direction in which a line leaves its first point.
cv::Point2d directionFrom(const Polyline& line) {
  return unit(line[std::min(kLookAhead, line.size() - 1)] - line[0]);
}

/// An end of a stretch at a junction.
struct Arm {
  std::size_t stretch;
  bool isFront;
  cv::Point2d outwards;
};

/// Thinning ends half a width before the road does.
void drawOut(Polyline& line, const cv::Mat& mask) {
  if (line.size() < 4 || line.front() == line.back()) return;
  const cv::Point2d back = -directionFrom(line);
  const auto isRoad = [&mask](cv::Point2d at) {
    const cv::Point pixel(cvFloor(at.x), cvFloor(at.y));
    return cv::Rect({}, mask.size()).contains(pixel) && mask.at<std::uint8_t>(pixel) != 0;
  };
  cv::Point2d end = line.front();
  for (int step = 0; step < 12 && isRoad(end + back); ++step) end += back;
  if (end != line.front()) line.insert(line.begin(), end);
}

}  // namespace

std::vector<Polyline> throughRoads(const cv::Mat& mask) {
  const RoadNet net = findRoadNet(mask);
  std::vector<Polyline> lines;
  std::vector<std::vector<Arm>> arms(net.nodes.size());
  for (const RoadStretch& stretch : net.stretches) {
    Polyline line = pointsOf(stretch, net);
    const std::size_t index = lines.size();
    if (stretch.from >= 0 && line.size() > 1) {
      const Polyline reversed(line.rbegin(), line.rend());
      if (net.nodes[std::size_t(stretch.from)].stretches > 1)
        arms[std::size_t(stretch.from)].push_back({index, true, directionFrom(line)});
      if (net.nodes[std::size_t(stretch.to)].stretches > 1)
        arms[std::size_t(stretch.to)].push_back({index, false, directionFrom(reversed)});
    }
    lines.push_back(std::move(line));
  }

  // partner[stretch][end]: what goes on over the junction there.
  std::vector<std::array<std::pair<int, bool>, 2>> partner(lines.size(), {{{-1, false}, {-1, false}}});
  for (const std::vector<Arm>& around : arms) {
    std::vector<std::tuple<double, std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i < around.size(); ++i)
      for (std::size_t j = i + 1; j < around.size(); ++j)
        pairs.emplace_back(std::acos(std::clamp(-around[i].outwards.dot(around[j].outwards), -1.0, 1.0)), i, j);
    std::ranges::sort(pairs);
    std::vector<bool> isPaired(around.size(), false);
    for (const auto& [turn, i, j] : pairs) {
      if (turn > kMostTurn || isPaired[i] || isPaired[j] || around[i].stretch == around[j].stretch) continue;
      isPaired[i] = isPaired[j] = true;
      partner[around[i].stretch][around[i].isFront ? 0 : 1] = {int(around[j].stretch), around[j].isFront};
      partner[around[j].stretch][around[j].isFront ? 0 : 1] = {int(around[i].stretch), around[i].isFront};
    }
  }

  std::vector<Polyline> roads;
  std::vector<bool> isTaken(lines.size(), false);
  const auto follow = [&](std::size_t index, bool fromFront) {
    Polyline road;
    while (!isTaken[index]) {
      isTaken[index] = true;
      Polyline part = lines[index];
      if (!fromFront) std::ranges::reverse(part);
      road.insert(road.end(), part.begin() + (road.empty() ? 0 : 1), part.end());
      const auto [next, nextFromFront] = partner[index][fromFront ? 1 : 0];
      if (next < 0) break;
      index = std::size_t(next);
      fromFront = nextFromFront;
    }
    road = smoothed(std::move(road), 6);
    drawOut(road, mask);
    std::ranges::reverse(road);
    drawOut(road, mask);
    roads.push_back(std::move(road));
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (isTaken[i]) continue;
    if (partner[i][0].first < 0)
      follow(i, true);
    else if (partner[i][1].first < 0)
      follow(i, false);
  }
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (!isTaken[i]) follow(i, true);  // rings
  std::ranges::stable_sort(roads, std::greater(), lengthOf);
  return roads;
}

cv::Mat distanceTo(const Polyline& line, cv::Size size) {
  cv::Mat off(size, CV_8UC1, cv::Scalar(255)), distance;
  std::vector<cv::Point> fixed;
  for (const cv::Point2d point : line) fixed.emplace_back(cvRound((point.x - 0.5) * 16), cvRound((point.y - 0.5) * 16));
  cv::polylines(off, fixed, false, cv::Scalar(0), 1, cv::LINE_8, 4);
  cv::distanceTransform(off, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
  return distance;
}

}  // namespace macadam::effort
