#include "annotate/centre_lines.h"

#include "annotate/thinning.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace macadam {
namespace {

const std::array<cv::Point, 8> kAround{cv::Point(0, -1), {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}};

/// Lines of one pixel; a pixel's neighbours are those beside it, and those at its corners that no pixel beside both
/// joins to it already, so that a bend is no junction.
class Lines {
 public:
  explicit Lines(cv::Mat lines) : lines_(std::move(lines)) {}

  cv::Size size() const { return lines_.size(); }
  bool has(cv::Point pixel) const {
    return pixel.x >= 0 && pixel.y >= 0 && pixel.x < lines_.cols && pixel.y < lines_.rows &&
           lines_.at<std::uint8_t>(pixel) != 0;
  }
  void erase(cv::Point pixel) { lines_.at<std::uint8_t>(pixel) = 0; }

  std::vector<cv::Point> neighbours(cv::Point pixel) const {
    std::vector<cv::Point> found;
    for (const cv::Point step : kAround) {
      const bool isJoinedAnyway =
          step.x != 0 && step.y != 0 && (has({pixel.x + step.x, pixel.y}) || has({pixel.x, pixel.y + step.y}));
      if (has(pixel + step) && !isJoinedAnyway) found.push_back(pixel + step);
    }
    return found;
  }

  std::vector<cv::Point> pixels() const {
    std::vector<cv::Point> found;
    if (cv::countNonZero(lines_) > 0) cv::findNonZero(lines_, found);
    return found;
  }

 private:
  cv::Mat lines_;
};

cv::Point2d middleOf(cv::Point pixel) {
  return {pixel.x + 0.5, pixel.y + 0.5};
}

class NetBuilder {
 public:
  explicit NetBuilder(const Lines& lines)
      : lines_(lines),
        nodeOf_(lines.size(), CV_32SC1, cv::Scalar(-1)),
        isTaken_(lines.size(), CV_8UC1, cv::Scalar(0)) {}

  RoadNet build() {
    const std::vector<cv::Point> pixels = lines_.pixels();
    for (const cv::Point pixel : pixels)
      if (isJunction(pixel) && nodeOf_.at<int>(pixel) < 0) addJunction(pixel);
    for (const cv::Point pixel : pixels)
      if (isFree(pixel) && freeNeighbours(pixel).size() <= 1) follow(pixel);
    for (const cv::Point pixel : pixels)
      if (isFree(pixel)) follow(pixel);  // rings
    return std::move(net_);
  }

 private:
  bool isJunction(cv::Point pixel) const { return lines_.neighbours(pixel).size() >= 3; }
  bool isFree(cv::Point pixel) const { return nodeOf_.at<int>(pixel) < 0 && isTaken_.at<std::uint8_t>(pixel) == 0; }

  std::vector<cv::Point> freeNeighbours(cv::Point pixel) const {
    std::vector<cv::Point> around = lines_.neighbours(pixel);
    std::erase_if(around, [this](cv::Point neighbour) { return !isFree(neighbour); });
    return around;
  }

  /// Pixels of a junction that lie together are one node, at their mean.
  void addJunction(cv::Point first) {
    const int node = int(net_.nodes.size());
    std::vector<cv::Point> members{first};
    nodeOf_.at<int>(first) = node;
    cv::Point2d sum;
    for (std::size_t i = 0; i < members.size(); ++i) {
      sum += middleOf(members[i]);
      for (const cv::Point neighbour : lines_.neighbours(members[i])) {
        if (!isJunction(neighbour) || nodeOf_.at<int>(neighbour) >= 0) continue;
        nodeOf_.at<int>(neighbour) = node;
        members.push_back(neighbour);
      }
    }
    net_.nodes.push_back({sum / double(members.size()), 0});
  }

  std::vector<int> junctionsBeside(cv::Point pixel) const {
    std::vector<int> found;
    for (const cv::Point neighbour : lines_.neighbours(pixel))
      if (nodeOf_.at<int>(neighbour) >= 0) found.push_back(nodeOf_.at<int>(neighbour));
    return found;
  }

  int addEnd(cv::Point pixel) {
    net_.nodes.push_back({middleOf(pixel), 0});
    return int(net_.nodes.size()) - 1;
  }

  void follow(cv::Point first) {
    RoadStretch stretch;
    std::vector<cv::Point> ahead{first};
    while (!ahead.empty()) {
      isTaken_.at<std::uint8_t>(ahead.front()) = 1;
      stretch.pixels.push_back(ahead.front());
      ahead = freeNeighbours(ahead.front());
    }
    if (!isRing(stretch.pixels)) join(stretch);
    net_.stretches.push_back(std::move(stretch));
  }

  bool isRing(const std::vector<cv::Point>& pixels) const {
    const std::vector<cv::Point> besideLast = lines_.neighbours(pixels.back());
    return pixels.size() > 2 && junctionsBeside(pixels.front()).empty() && junctionsBeside(pixels.back()).empty() &&
           std::ranges::find(besideLast, pixels.front()) != besideLast.end();
  }

  void join(RoadStretch& stretch) {
    const cv::Point first = stretch.pixels.front(), last = stretch.pixels.back();
    const std::vector<int> before = junctionsBeside(first), behind = junctionsBeside(last);
    const std::size_t own =
        stretch.pixels.size() == 1 ? 1 : 0;  // a single pixel's second junction is the one behind it
    stretch.from = before.empty() ? addEnd(first) : before.front();
    stretch.to = behind.size() > own ? behind[own] : addEnd(last);
    ++net_.nodes[std::size_t(stretch.from)].stretches;
    ++net_.nodes[std::size_t(stretch.to)].stretches;
  }

  const Lines& lines_;
  cv::Mat nodeOf_, isTaken_;
  RoadNet net_;
};

/// The junction that a stretch leaves for a free end, where it is no longer than the road there is half wide.
int twigsJunction(const RoadStretch& stretch, const RoadNet& net, const cv::Mat& distances, double longestTwig) {
  if (stretch.from < 0) return -1;
  const bool startsFree = net.nodes[std::size_t(stretch.from)].stretches == 1;
  const bool endsFree = net.nodes[std::size_t(stretch.to)].stretches == 1;
  if (startsFree == endsFree) return -1;
  const int junction = startsFree ? stretch.to : stretch.from;
  const double halfWidth = distances.at<float>(cv::Point(net.nodes[std::size_t(junction)].at));
  return double(stretch.pixels.size()) <= std::max(longestTwig, halfWidth) ? junction : -1;
}

/// Takes the shortest twigs off each junction as long as a line goes through it.
bool eraseTwigs(const RoadNet& net, const cv::Mat& distances, double longestTwig, Lines& lines) {
  std::vector<const RoadStretch*> byLength;
  for (const RoadStretch& stretch : net.stretches) byLength.push_back(&stretch);
  std::ranges::stable_sort(byLength, {}, [](const RoadStretch* stretch) { return stretch->pixels.size(); });
  std::vector<int> left;
  for (const RoadNode& node : net.nodes) left.push_back(node.stretches);
  bool isChanged = false;
  for (const RoadStretch* stretch : byLength) {
    const int junction = twigsJunction(*stretch, net, distances, longestTwig);
    if (junction < 0 || left[std::size_t(junction)] <= 2) continue;
    --left[std::size_t(junction)];
    for (const cv::Point pixel : stretch->pixels) lines.erase(pixel);
    isChanged = true;
  }
  return isChanged;
}

}  // namespace

RoadNet findRoadNet(const cv::Mat& area, double longestTwig) {
  cv::Mat bordered, distances;
  cv::copyMakeBorder(area != 0, bordered, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
  cv::distanceTransform(bordered, distances, cv::DIST_L2, 3);
  distances = distances(cv::Rect({1, 1}, area.size()));

  Lines lines(thinned(area));
  RoadNet net = NetBuilder(lines).build();
  while (eraseTwigs(net, distances, longestTwig, lines)) net = NetBuilder(lines).build();
  return net;
}

}  // namespace macadam
