#pragma once

#include "runs/run_history.h"
#include "ui/widgets/plot/curve_series.h"

#include <functional>

namespace macadam {

/// Of Theme::series: what is measured has one colour in all runs and all plots.
int curveColour(const MonitorCurve& curve);

/// A break where a stage begins: what follows is another loss, or another phase of a network's life. The line of a
/// frozen network goes on.
bool breaksBefore(const RunHistory& run, const MonitorCurve& curve, std::size_t point);

/// The points of a curve, broken where a stage begins. @param toX the place of an iteration.
CurveSeries seriesOf(const RunHistory& run, const MonitorCurve& curve, const std::function<double(std::int64_t)>& toX);

}  // namespace macadam
