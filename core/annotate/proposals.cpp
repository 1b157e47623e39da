#include "annotate/proposals.h"

#include "annotate/centre_lines.h"
#include "labels/mask_values.h"

#include <algorithm>
#include <array>
#include <utility>

namespace macadam {
namespace {

/// CV_32SC1: the stretch that each pixel of an area belongs to, −1 outside and where none can be reached.
cv::Mat nearestStretches(const cv::Mat& area, const RoadNet& net) {
  cv::Mat stretchOf(area.size(), CV_32SC1, cv::Scalar(-1));
  std::vector<cv::Point> rim, next;
  for (std::size_t i = 0; i < net.stretches.size(); ++i) {
    for (const cv::Point pixel : net.stretches[i].pixels) {
      stretchOf.at<int>(pixel) = int(i);
      rim.push_back(pixel);
    }
  }
  const cv::Rect whole({}, area.size());
  const std::array<cv::Point, 8> around{cv::Point(1, 0), {0, 1}, {-1, 0}, {0, -1}, {1, 1}, {-1, 1}, {-1, -1}, {1, -1}};
  for (; !rim.empty(); rim.swap(next), next.clear()) {
    for (const cv::Point pixel : rim) {
      for (const cv::Point step : around) {
        const cv::Point neighbour = pixel + step;
        if (!whole.contains(neighbour) || area.at<std::uint8_t>(neighbour) == 0) continue;
        int& stretch = stretchOf.at<int>(neighbour);
        if (stretch >= 0) continue;
        stretch = stretchOf.at<int>(pixel);
        next.push_back(neighbour);
      }
    }
  }
  return stretchOf;
}

/// What a stretch gathers, row by row.
struct Gathered {
  std::vector<Span> spans;  ///< Not labelled yet.
  double probability = 0.0;
  std::int64_t fresh = 0, all = 0;

  void add(cv::Point pixel, float chance, bool isLabelled) {
    ++all;
    if (isLabelled) return;
    ++fresh;
    probability += chance;
    if (!spans.empty() && spans.back().y == pixel.y && spans.back().end == pixel.x)
      ++spans.back().end;
    else
      spans.push_back({pixel.y, pixel.x, pixel.x + 1});
  }
};

/// The pixel of the stretch's middle line that lies in the region and nearest to the line's own middle.
cv::Point2d placeIn(const Region& region, const RoadStretch& stretch) {
  const std::vector<cv::Point>& line = stretch.pixels;
  const std::size_t middle = line.size() / 2;
  for (std::size_t away = 0; away <= middle; ++away) {
    for (const std::size_t i : {middle - away, middle + away})
      if (i < line.size() && region.contains(line[i])) return {line[i].x + 0.5, line[i].y + 0.5};
  }
  const Span& first = region.spans().front();
  return {first.begin + 0.5, first.y + 0.5};
}

/// Each the nearest to the one before, from the upper left corner on.
std::vector<Proposal> inOrder(std::vector<Proposal> proposals) {
  cv::Point2d here;
  for (std::size_t i = 0; i < proposals.size(); ++i) {
    const auto next = std::ranges::min_element(proposals.begin() + std::ptrdiff_t(i), proposals.end(), {},
                                               [&here](const Proposal& each) { return cv::norm(each.at - here); });
    std::swap(proposals[i], *next);
    here = proposals[i].at;
  }
  return proposals;
}

}  // namespace

std::vector<Proposal> findProposals(const cv::Mat& probability, const cv::Mat& labels, const ProposalRule& rule) {
  const cv::Mat area = probability >= rule.threshold;
  const RoadNet net = findRoadNet(area, rule.longestTwig);
  const cv::Mat stretchOf = nearestStretches(area, net);

  std::vector<Gathered> gathered(net.stretches.size());
  for (int y = 0; y < area.rows; ++y) {
    for (int x = 0; x < area.cols; ++x) {
      const int stretch = stretchOf.at<int>(y, x);
      if (stretch < 0) continue;
      const bool isLabelled = !labels.empty() && labels.at<std::uint8_t>(y, x) == std::uint8_t(Label::Road);
      gathered[std::size_t(stretch)].add({x, y}, probability.at<float>(y, x), isLabelled);
    }
  }

  std::vector<Proposal> proposals;
  for (std::size_t i = 0; i < gathered.size(); ++i) {
    Gathered& each = gathered[i];
    if (each.fresh < rule.leastPixels || double(each.fresh) < rule.leastNew * double(each.all)) continue;
    Proposal proposal{.region = Region(std::move(each.spans)), .probability = each.probability / double(each.fresh)};
    proposal.bounds = proposal.region.bounds();
    proposal.at = placeIn(proposal.region, net.stretches[i]);
    proposals.push_back(std::move(proposal));
  }
  return inOrder(std::move(proposals));
}

}  // namespace macadam
