#include "ui/widgets/plot/plot_ranges.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace macadam {
namespace {

PlotExtent padded(PlotExtent extent, PlotScale scale) {
  constexpr double kShare = 0.06;
  if (scale == PlotScale::Logarithmic) {
    const double factor = extent.low < extent.high ? std::pow(extent.high / extent.low, kShare) : 2.0;
    return {extent.low / factor, extent.high * factor};
  }
  const double height = extent.high - extent.low;
  const double margin = height > 0.0 ? kShare * height : extent.low != 0.0 ? 0.5 * std::abs(extent.low) : 1.0;
  return {extent.low - margin, extent.high + margin};
}

}  // namespace

PlotExtent wholeX(const std::vector<const CurveSeries*>& curves) {
  PlotExtent whole{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  for (const CurveSeries* points : curves) {
    if (points->isEmpty()) continue;
    whole.low = std::min(whole.low, points->at(0).x);
    whole.high = std::max(whole.high, points->at(points->size() - 1).x);
  }
  if (whole.low > whole.high) return {0.0, 1.0};
  if (whole.low == whole.high) return {whole.low - 0.5, whole.high + 0.5};
  return whole;
}

PlotExtent withRoomForMarks(PlotExtent x) {
  constexpr double kRoomForMarks = 0.01;
  const double room = kRoomForMarks * (x.high - x.low);
  return {x.low - room, x.high + room};
}

PlotExtent valueRange(const std::vector<const CurveSeries*>& curves, PlotExtent x, PlotScale scale, bool isPercentage) {
  std::optional<PlotExtent> whole;
  for (const CurveSeries* points : curves) {
    const auto extent = points->valueExtent(x.low, x.high, scale);
    if (!extent) continue;
    whole = whole ? PlotExtent{std::min(whole->low, extent->low), std::max(whole->high, extent->high)} : *extent;
  }
  if (!whole) return scale == PlotScale::Linear ? PlotExtent{0.0, 1.0} : PlotExtent{0.1, 1.0};
  const PlotExtent range = padded(*whole, scale);
  if (!isPercentage) return range;
  return {std::max(range.low, std::min(0.0, whole->low)), std::min(range.high, std::max(100.0, whole->high))};
}

}  // namespace macadam
