#include "ui/widgets/plot/curve_plot.h"

#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr std::size_t kSmoothedAtOnce = 50'000;  ///< So many points take a millisecond.

}  // namespace

void CurvePlot::setSmoothing(double weight) {
  if (smoothing_ == weight) return;
  smoothing_ = weight;
  smooth();
  schedule();
}

bool CurvePlot::isSmoothed(const Line& line) const {
  return smoothing_ > 0.0 && line.curve.smooths && line.smoothed.points().size() == line.curve.points.size();
}

const CurveSeries& CurvePlot::shownPoints(const Line& line) const {
  return isSmoothed(line) ? line.smoothed.points() : line.curve.points;
}

/// Short curves at once. Long ones are smoothed in the background, while they are shown as they were.
void CurvePlot::smooth() {
  std::vector<std::pair<int, CurveSeries>> longOnes;
  for (const auto& line : lines_) {
    if (smoothing_ <= 0.0 || !line->curve.smooths) continue;
    if (isSmoothed(*line) && line->smoothed.weight() == smoothing_) continue;
    const CurveSeries& points = line->curve.points;
    if (points.size() > kSmoothedAtOnce) {
      longOnes.emplace_back(line->edition, points);
    } else {
      line->smoothed = SmoothedSeries(smoothing_);
      line->smoothed.follow(points);
    }
  }
  if (longOnes.empty()) return smoothingJob_.forget();
  smoothingJob_.run([longOnes = std::move(longOnes), weight = smoothing_] {
    std::vector<Smoothed> all;
    for (const auto& [edition, points] : longOnes) {
      all.push_back({edition, SmoothedSeries(weight)});
      all.back().series.follow(points);
    }
    return all;
  });
}

void CurvePlot::takeSmoothed(std::vector<Smoothed> all) {
  for (Smoothed& smoothed : all) {
    const auto line = std::ranges::find(lines_, smoothed.edition, [](const auto& each) { return each->edition; });
    if (line == lines_.end()) continue;
    std::swap((*line)->smoothed, smoothed.series);
    (*line)->smoothed.follow((*line)->curve.points);
  }
  smoothingThread_.start([replaced = std::move(all)] {});  // to give back so much memory takes a while, too
  schedule();
}

}  // namespace macadam
