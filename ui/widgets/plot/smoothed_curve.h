#pragma once

#include "ui/widgets/plot/plot_curve.h"
#include "ui/widgets/plot/smoothed_series.h"

namespace macadam {

/// A curve, and its values smoothed as far as that has been done.
struct SmoothedCurve {
  PlotCurve curve;
  SmoothedSeries smoothed{};
  int edition = 0;  ///< Of the points: another one whenever they are set anew.
};

}  // namespace macadam
