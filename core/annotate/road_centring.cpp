#include "annotate/road_centring.h"

#include "annotate/ribbon.h"

#include <algorithm>
#include <array>
#include <limits>

namespace macadam {
namespace {

constexpr double kSpacing = 4.0;  // units from place to place
constexpr int kSmoothBefore = 6, kSmoothBehind = 1;
constexpr int kNeighbours = 2;       // places to either side whose profiles are averaged with one's own
constexpr double kOffsetStep = 0.5;  // units
constexpr int kMostSteps = 12;       // to either side
constexpr int kCount = 2 * kMostSteps + 1;
constexpr int kMostChange = 2;  // steps from place to place
constexpr double kNever = 1e9;
constexpr double kBend = 0.3, kPull = 0.01;
constexpr std::array<double, 6> kWidths{5.0, 6.5, 8.0, 10.0, 13.0, 17.0};  // units
constexpr double kWidthBonus = 0.03;  // a unit: of ribbons that stand out alike the widest lies between both edges

/// The line's places, and at each what lies across it.
struct Across {
  Polyline directions;
  std::vector<CrossProfile> profiles;
};

Across lookAcross(const Polyline& line, const cv::Mat& picture, double unit) {
  Across across;
  const int last = int(line.size()) - 1;
  for (int i = 0; i <= last; ++i) {
    cv::Point2d along = line[std::size_t(std::min(last, i + 2))] - line[std::size_t(std::max(0, i - 2))];
    along /= std::max(1e-9, cv::norm(along));
    across.directions.emplace_back(-along.y, along.x);
    across.profiles.emplace_back(picture, line[std::size_t(i)], along, unit);
  }
  return across;
}

using Costs = std::array<double, kCount>;

Costs costsOf(const CrossProfile& profile, double clear, int mostSteps) {
  Costs costs;
  costs.fill(kNever);
  for (int k = kMostSteps - mostSteps; k <= kMostSteps + mostSteps; ++k) {
    const double offset = kOffsetStep * (k - kMostSteps);
    double best = 0.0;
    for (const double width : kWidths)
      best = std::max(best, profile.ribbon(offset, width) * (1.0 + kWidthBonus * width));
    costs[std::size_t(k)] = kPull * offset * offset - best / (best + clear);
  }
  return costs;
}

Costs onlyTheMiddle() {
  Costs costs;
  costs.fill(kNever);
  costs[kMostSteps] = 0.0;
  return costs;
}

/// The offsets, one a place, whose costs and changes are least together.
std::vector<int> cheapest(const std::vector<Costs>& costs) {
  std::vector<Costs> sums(costs);
  std::vector<std::array<int, kCount>> before(costs.size());
  for (std::size_t i = 1; i < costs.size(); ++i) {
    for (int k = 0; k < kCount; ++k) {
      double least = std::numeric_limits<double>::infinity();
      for (int h = std::max(0, k - kMostChange); h <= std::min(kCount - 1, k + kMostChange); ++h) {
        const double change = kOffsetStep * (h - k), sum = sums[i - 1][std::size_t(h)] + kBend * change * change;
        if (sum >= least) continue;
        least = sum;
        before[i][std::size_t(k)] = h;
      }
      sums[i][std::size_t(k)] += least;
    }
  }
  std::vector<int> chosen(costs.size(), kMostSteps);
  for (std::size_t i = costs.size() - 1; i > 0; --i) chosen[i - 1] = before[i][std::size_t(chosen[i])];
  return chosen;
}

Polyline movedOnce(Polyline places, const cv::Mat& picture, double clear, double unit, int mostSteps) {
  const Across across = lookAcross(places, picture, unit);
  const int last = int(places.size()) - 1;
  std::vector<Costs> costs(places.size(), onlyTheMiddle());
  for (int i = 1; i < last; ++i) {
    CrossProfile mean = across.profiles[std::size_t(i)];
    for (int j = std::max(0, i - kNeighbours); j <= std::min(last, i + kNeighbours); ++j)
      if (j != i) mean.add(across.profiles[std::size_t(j)]);
    costs[std::size_t(i)] = costsOf(mean, clear, mostSteps);
  }
  const std::vector<int> chosen = cheapest(costs);
  for (std::size_t i = 0; i < places.size(); ++i)
    places[i] += across.directions[i] * (kOffsetStep * unit * (chosen[i] - kMostSteps));
  return smoothed(std::move(places), kSmoothBehind);
}

}  // namespace

Polyline centredOnRoad(const Polyline& line, const cv::Mat& picture, double clear, double unit) {
  const double spacing = kSpacing * unit;
  Polyline places = resampled(smoothed(resampled(line, spacing), kSmoothBefore), spacing);
  if (places.size() < 4) return places;
  places =
      movedOnce(std::move(places), picture, clear, unit, kMostSteps);  // of the rough line, which has lost its bends
  return movedOnce(resampled(places, spacing), picture, clear, unit, kMostSteps / 2);
}

}  // namespace macadam
