#pragma once

#include "ui/widgets/plot/curve_smoothing.h"
#include "ui/widgets/plot/plot_curve.h"
#include "ui/widgets/plot/smoothed_curve.h"

#include <QSet>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>
#include <vector>

namespace macadam {

/// The curves of a plot in their order, smoothed where that is wished, and which of them someone hid.
class PlotCurves {
 public:
  /// @param smoothed called when curves have been smoothed in the background.
  explicit PlotCurves(std::function<void()> smoothed);
  PlotCurves(const PlotCurves&) = delete;
  PlotCurves& operator=(const PlotCurves&) = delete;

  const std::vector<SmoothedCurve>& all() const { return curves_; }
  /// Nullptr when there is none of that key.
  const SmoothedCurve* find(const QString& key) const;
  /// Adds a curve, or replaces the one of its key.
  void set(PlotCurve curve);
  /// To a curve that is there, as the next two.
  void append(const QString& key, double x, double y);
  void appendBreak(const QString& key, double x);
  /// @returns whether it is another one.
  bool setBest(const QString& key, std::optional<PlotPoint> best);
  /// @returns whether it was there.
  bool remove(const QString& key);
  void clear() { curves_.clear(); }

  /// @returns whether the weight is another one.
  bool setSmoothing(double weight) { return smoothing_.setWeight(weight); }
  bool isSmoothed(const SmoothedCurve& curve) const { return smoothing_.isSmoothed(curve); }
  const CurveSeries& shownPoints(const SmoothedCurve& curve) const { return smoothing_.shownPoints(curve); }

  bool isHidden(const QString& key) const { return hidden_.contains(key); }
  void setHidden(const QString& key, bool isHidden);
  /// Keys of what someone hid, whether it is there or not; sorted.
  QStringList hidden() const;
  void setHidden(const QStringList& keys);
  /// Whether it goes with another curve that is there.
  bool isCompanion(const PlotCurve& curve) const;
  /// Whether neither it nor the curve that it goes with was hidden.
  bool isShown(const PlotCurve& curve) const;

  /// From the first to the last point of all, hidden ones too.
  PlotExtent wholeX() const;
  /// What the y axis of a panel shows, while `x` is in view. @param isPercentage of its values.
  PlotExtent valueRange(int panel, PlotExtent x, PlotScale scale, bool isPercentage) const;
  /// Of the curves that are shown in these panels, at `x`; the smoothed values where there is smoothing.
  std::vector<PlotReading> readingsAt(double x, const std::vector<int>& panels) const;

 private:
  /// One that is there.
  SmoothedCurve& at(const QString& key);

  std::vector<SmoothedCurve> curves_;
  CurveSmoothing smoothing_;
  QSet<QString> hidden_;
};

}  // namespace macadam
