#include "ui/widgets/plot/plot_curves.h"

#include "ui/widgets/plot/plot_ranges.h"

#include <algorithm>
#include <utility>

namespace macadam {
namespace {

const QString& keyOf(const SmoothedCurve& curve) {
  return curve.curve.key;
}

}  // namespace

PlotCurves::PlotCurves(std::function<void()> smoothed) : smoothing_(curves_, std::move(smoothed)) {}

const SmoothedCurve* PlotCurves::find(const QString& key) const {
  const auto found = std::ranges::find(curves_, key, keyOf);
  return found == curves_.end() ? nullptr : &*found;
}

SmoothedCurve& PlotCurves::at(const QString& key) {
  return *std::ranges::find(curves_, key, keyOf);
}

void PlotCurves::set(PlotCurve curve) {
  SmoothedCurve& place = find(curve.key) == nullptr ? curves_.emplace_back() : at(curve.key);
  smoothing_.replace(place, std::move(curve));
}

void PlotCurves::append(const QString& key, double x, double y) {
  smoothing_.grow(at(key), [&](CurveSeries& points) { points.append(x, y); });
}

void PlotCurves::appendBreak(const QString& key, double x) {
  smoothing_.grow(at(key), [&](CurveSeries& points) { points.appendBreak(x); });
}

bool PlotCurves::setBest(const QString& key, std::optional<PlotPoint> best) {
  PlotCurve& curve = at(key).curve;
  if (curve.best == best) return false;
  curve.best = best;
  return true;
}

bool PlotCurves::remove(const QString& key) {
  return std::erase_if(curves_, [&](const SmoothedCurve& each) { return each.curve.key == key; }) > 0;
}

void PlotCurves::setHidden(const QString& key, bool isHidden) {
  if (isHidden) {
    hidden_.insert(key);
  } else {
    hidden_.remove(key);
  }
}

QStringList PlotCurves::hidden() const {
  QStringList keys(hidden_.begin(), hidden_.end());
  keys.sort();
  return keys;
}

void PlotCurves::setHidden(const QStringList& keys) {
  hidden_ = QSet<QString>(keys.begin(), keys.end());
}

bool PlotCurves::isCompanion(const PlotCurve& curve) const {
  return !curve.companionOf.isEmpty() && find(curve.companionOf) != nullptr;
}

bool PlotCurves::isShown(const PlotCurve& curve) const {
  return !isHidden(isCompanion(curve) ? curve.companionOf : curve.key);
}

PlotExtent PlotCurves::wholeX() const {
  std::vector<const CurveSeries*> points;
  for (const SmoothedCurve& each : curves_) points.push_back(&each.curve.points);
  return macadam::wholeX(points);
}

PlotExtent PlotCurves::valueRange(int panel, PlotExtent x, PlotScale scale, bool isPercentage) const {
  std::vector<const CurveSeries*> points;
  for (const SmoothedCurve& each : curves_) {
    // The values behind a smoothed line reach further than the line.
    if (each.curve.panel == panel && isShown(each.curve)) points.push_back(&each.curve.points);
  }
  return macadam::valueRange(points, x, scale, isPercentage);
}

std::vector<PlotReading> PlotCurves::readingsAt(double x, const std::vector<int>& panels) const {
  std::vector<PlotReading> readings;
  for (const SmoothedCurve& each : curves_) {
    if (std::ranges::find(panels, each.curve.panel) == panels.end() || !isShown(each.curve)) continue;
    if (const auto point = shownPoints(each).nearest(x)) readings.push_back({each.curve.key, point->x, point->y});
  }
  return readings;
}

}  // namespace macadam
