#pragma once

#include "ui/jobs/newest_wins.h"
#include "ui/widgets/plot/smoothed_curve.h"

#include <QThreadPool>
#include <functional>
#include <vector>

namespace macadam {

/// Smooths the curves of a plot: short ones at once, long ones in the background, while they are shown as they were.
/// Lives in the UI thread; what it smooths must outlive it.
class CurveSmoothing {
 public:
  /// @param arrived called when long curves have been smoothed.
  CurveSmoothing(std::vector<SmoothedCurve>& curves, std::function<void()> arrived);

  double weight() const { return weight_; }
  /// 0 … below 1; 0 smooths none. @returns whether it is another one.
  bool setWeight(double weight);

  /// In place of what the curve was; one that has only grown stays smoothed.
  void replace(SmoothedCurve& curve, PlotCurve by);
  void grow(SmoothedCurve& curve, const std::function<void(CurveSeries&)>& grown);
  bool isSmoothed(const SmoothedCurve& curve) const;
  /// The smoothed values, or where there are none the curve's own.
  const CurveSeries& shownPoints(const SmoothedCurve& curve) const;

 private:
  struct Smoothed {
    int edition = 0;
    SmoothedSeries series;
  };

  void smooth();
  void take(std::vector<Smoothed> all);

  std::vector<SmoothedCurve>& curves_;
  std::function<void()> arrived_;
  double weight_ = 0.0;
  int editions_ = 0;
  QThreadPool thread_;
  NewestWins<std::vector<Smoothed>> job_;
};

}  // namespace macadam
