#pragma once

#include "ui/widgets/plot/curve_series.h"

#include <vector>

namespace macadam {

/// From the first to the last point of all curves; 0 … 1 without any, and one wide around a single place.
PlotExtent wholeX(const std::vector<const CurveSeries*>& curves);

/// A little more than a range of x, so that a mark at its end is whole.
PlotExtent withRoomForMarks(PlotExtent x);

/// What an axis shows so that all values of the curves within `x` are seen, with a margin; of percentages none beyond
/// 0 … 100 unless there are such values. 0 … 1 without values, on a logarithmic scale 0.1 … 1.
PlotExtent valueRange(const std::vector<const CurveSeries*>& curves, PlotExtent x, PlotScale scale, bool isPercentage);

}  // namespace macadam
