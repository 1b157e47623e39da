#include "ui/results/run_curves.h"

#include "ui/project/curve_look.h"

#include <algorithm>

namespace macadam {
namespace {

const MonitorCurve* find(const RunHistory& run, MonitorPanel panel, const std::string& name, bool isFrozen) {
  const auto found = std::ranges::find_if(run.curves(), [&](const MonitorCurve& curve) {
    return curve.panel == panel && curve.name == name && curve.isFrozen == isFrozen;
  });
  return found == run.curves().end() ? nullptr : &*found;
}

}  // namespace

std::vector<std::string> RunCurves::networks() const {
  std::vector<std::string> names;
  for (const MonitorCurve& curve : history_.curves()) {
    const bool isNew = std::ranges::find(names, curve.name) == names.end();
    if (curve.panel == panelOf(kMainMeasure) && isNew) names.push_back(curve.name);
  }
  return names;
}

CurveSeries RunCurves::points(MonitorPanel panel, const std::string& network, CurveAxis axis) const {
  const bool isLoss = panel == MonitorPanel::Loss;
  const MonitorCurve* curve = find(history_, panel, isLoss ? "total" : network, false);
  return curve == nullptr ? CurveSeries() : pointsOf(*curve, network, axis);
}

CurveSeries RunCurves::frozenPoints(MonitorPanel panel, const std::string& network, CurveAxis axis) const {
  const MonitorCurve* curve = find(history_, panel, network, true);
  return curve == nullptr || axis == CurveAxis::Network ? CurveSeries() : pointsOf(*curve, network, axis);
}

CurveSeries RunCurves::pointsOf(const MonitorCurve& curve, const std::string& network, CurveAxis axis) const {
  const std::int64_t before = axis == CurveAxis::Network ? history_.iterationsBefore(network).value_or(0) : 0;
  Drawn& drawn = drawn_[{curve.key(), before}];
  if (drawn.revision != history_.revision()) drawn = {.revision = history_.revision()};
  for (std::size_t& i = drawn.taken; i < curve.values.size(); ++i) {
    if (curve.iterations[i] <= before) continue;
    const auto x = static_cast<double>(curve.iterations[i] - before);
    if (!drawn.points.isEmpty() && breaksBefore(history_, curve, i)) drawn.points.appendBreak(x);
    drawn.points.append(x, curve.values[i]);
  }
  return drawn.points;
}

}  // namespace macadam
