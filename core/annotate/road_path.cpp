#include "annotate/road_path.h"

#include "annotate/road_centring.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace macadam {
namespace {

constexpr double kUnitsAcross = 8.0;  // of a road
constexpr int kReach = 384;           // cells from the start in each direction
constexpr double kTolerance = 0.35;   // pixels

constexpr double kLeastCost = 10.0, kMostCost = 50.0;  // of a cell that is surely road, and surely none
constexpr double kColourShare = 0.3, kColourShareBesideProbability = 0.1;
constexpr double kClearContrast = 20.0, kClearProbability = 0.2;

/// 255 for equal colours, less the further they are apart; brightness, which shadows change, counts an eighth.
class Resemblance {
 public:
  explicit Resemblance(cv::Vec3b colour) : colour_(colour) {}

  std::uint8_t operator()(const cv::Vec3b& other) const {
    const auto squared = [&](int channel) {
      const int difference = int(other[channel]) - int(colour_[channel]);
      return difference * difference;
    };
    const int distance = squared(0) + 8 * (squared(1) + squared(2));  // eighths
    return table()[std::size_t(std::min(distance / kBin, kBins - 1))];
  }

 private:
  static constexpr int kBins = 1024, kBin = 4;
  static const std::array<std::uint8_t, kBins>& table() {
    static const std::array<std::uint8_t, kBins> values = [] {
      std::array<std::uint8_t, kBins> made{};
      for (int bin = 0; bin < kBins; ++bin)
        made[std::size_t(bin)] = cv::saturate_cast<std::uint8_t>(255.0 * std::exp(-(bin + 0.5) * kBin / 4.0 / 225.0));
      return made;
    }();
    return values;
  }

  cv::Vec3b colour_;
};

}  // namespace

RoadPath::RoadPath(const cv::Mat& rgb, const cv::Mat& probability, double roadWidth)
    : ground_(probability.empty() ? rgb : probability),
      hasProbability_(!probability.empty()),
      unit_(std::max(1, cvRound(roadWidth / kUnitsAcross))),
      evidence_(rgb, probability, unit_) {}

cv::Point RoadPath::cellAt(cv::Point2d point) const {
  const cv::Size grid = evidence_.grid();
  return {std::clamp(cvFloor(point.x / evidence_.cellSide()), 0, grid.width - 1),
          std::clamp(cvFloor(point.y / evidence_.cellSide()), 0, grid.height - 1)};
}

void RoadPath::prepare(const cv::Rect& area) {
  const cv::Point first = cellAt(area.tl()), last = cellAt(area.br() - cv::Point(1, 1));
  for (int y = first.y; y <= last.y; ++y)
    for (int x = first.x; x <= last.x; ++x) evidence_.at({x, y});
}

void RoadPath::start(cv::Point2d from) {
  from_ = from;
  const cv::Point cell = cellAt(from);
  window_ = cv::Rect(cell.x - kReach, cell.y - kReach, 2 * kReach + 1, 2 * kReach + 1) & cv::Rect({}, evidence_.grid());
  const double share = hasProbability_ ? kColourShareBesideProbability : kColourShare;
  search_.emplace(window_.size(), cell - window_.tl(),
                  [this, share, corner = window_.tl(), like = Resemblance(evidence_.at(cell).colour)](cv::Point at) {
                    const RoadEvidence::Cell& here = evidence_.at(at + corner);
                    const double road = ((1 - share) * here.road + share * like(here.colour)) / 255.0;
                    return std::uint8_t(kLeastCost + (kMostCost - kLeastCost) * (1 - road) + 0.5);
                  });
}

Polyline RoadPath::to(cv::Point2d end) {
  cv::Point cell = cellAt(end) - window_.tl();
  cell = {std::clamp(cell.x, 0, window_.width - 1), std::clamp(cell.y, 0, window_.height - 1)};
  Polyline way;
  for (const cv::Point at : search_->pathTo(cell))
    way.push_back(cv::Point2d(at.x + window_.x + 0.5, at.y + window_.y + 0.5) * evidence_.cellSide());
  way.front() = from_;
  if (way.size() == 1 || cellAt(end) != cell + window_.tl()) way.push_back(end);
  way.back() = end;
  const double clear = hasProbability_ ? kClearProbability : kClearContrast;
  return simplified(centredOnRoad(way, ground_, clear, unit_), kTolerance);
}

}  // namespace macadam
