#include "ui/widgets/plot/curve_smoothing.h"

#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr std::size_t kSmoothedAtOnce = 50'000;  ///< So many points take a millisecond.

}  // namespace

CurveSmoothing::CurveSmoothing(std::vector<SmoothedCurve>& curves, std::function<void()> arrived)
    : curves_(curves),
      arrived_(std::move(arrived)),
      job_(
          thread_, Overtaken::Shown, [this](std::vector<Smoothed> all) { take(std::move(all)); },
          [](const QList<Problem>&) {}) {  // the curves stay as they are
  thread_.setMaxThreadCount(1);
}

bool CurveSmoothing::setWeight(double weight) {
  if (std::exchange(weight_, weight) == weight) return false;
  smooth();
  return true;
}

void CurveSmoothing::replace(SmoothedCurve& curve, PlotCurve by) {
  const bool wasSmoothed = isSmoothed(curve);
  const bool hasOnlyGrown = by.points.beginsWith(curve.curve.points);
  curve.curve = std::move(by);
  if (!hasOnlyGrown) {
    curve.smoothed = SmoothedSeries();
    curve.edition = ++editions_;
  } else if (wasSmoothed) {
    curve.smoothed.follow(curve.curve.points);
  }
  smooth();
}

void CurveSmoothing::grow(SmoothedCurve& curve, const std::function<void(CurveSeries&)>& grown) {
  const bool wasSmoothed = isSmoothed(curve);
  grown(curve.curve.points);
  if (wasSmoothed) curve.smoothed.follow(curve.curve.points);
}

bool CurveSmoothing::isSmoothed(const SmoothedCurve& curve) const {
  return weight_ > 0.0 && curve.curve.smooths && curve.smoothed.points().size() == curve.curve.points.size();
}

const CurveSeries& CurveSmoothing::shownPoints(const SmoothedCurve& curve) const {
  return isSmoothed(curve) ? curve.smoothed.points() : curve.curve.points;
}

void CurveSmoothing::smooth() {
  std::vector<std::pair<int, CurveSeries>> longOnes;
  for (SmoothedCurve& each : curves_) {
    if (weight_ <= 0.0 || !each.curve.smooths) continue;
    if (isSmoothed(each) && each.smoothed.weight() == weight_) continue;
    const CurveSeries& points = each.curve.points;
    if (points.size() > kSmoothedAtOnce) {
      longOnes.emplace_back(each.edition, points);
    } else {
      each.smoothed = SmoothedSeries(weight_);
      each.smoothed.follow(points);
    }
  }
  if (longOnes.empty()) return job_.forget();
  job_.run([longOnes = std::move(longOnes), weight = weight_] {
    std::vector<Smoothed> all;
    for (const auto& [edition, points] : longOnes) {
      all.push_back({edition, SmoothedSeries(weight)});
      all.back().series.follow(points);
    }
    return all;
  });
}

void CurveSmoothing::take(std::vector<Smoothed> all) {
  for (Smoothed& smoothed : all) {
    const auto curve = std::ranges::find(curves_, smoothed.edition, &SmoothedCurve::edition);
    if (curve == curves_.end()) continue;
    std::swap(curve->smoothed, smoothed.series);
    curve->smoothed.follow(curve->curve.points);
  }
  thread_.start([replaced = std::move(all)] {});  // to give back so much memory takes a while, too
  arrived_();
}

}  // namespace macadam
