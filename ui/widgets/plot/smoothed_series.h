#pragma once

#include "ui/widgets/plot/curve_series.h"
#include "ui/widgets/plot/smoother.h"

namespace macadam {

/// A curve smoothed, and what it takes to go on as the curve grows.
class SmoothedSeries {
 public:
  explicit SmoothedSeries(double weight = 0.0) : weight_(weight), smoother_(weight) {}

  double weight() const { return weight_; }
  const CurveSeries& points() const { return points_; }
  /// Smooths what the curve has more than at the last call.
  void follow(const CurveSeries& curve) {
    if (points_.isEmpty()) points_.reserve(curve.size());
    for (std::size_t i = points_.size(); i < curve.size(); ++i) {
      const PlotPoint point = curve.at(i);
      if (curve.isBreak(i)) smoother_ = Smoother(weight_);
      points_.append(point.x, smoother_.next(point.y));
    }
  }

 private:
  double weight_;
  Smoother smoother_;
  CurveSeries points_;
};

}  // namespace macadam
