#pragma once

#include "ui/widgets/plot/curve_series.h"

#include <QByteArray>
#include <QString>
#include <Qt>
#include <optional>
#include <vector>

namespace macadam {

/// One of the plots that are stacked over a common x axis.
struct PlotPanel {
  QString title;
  int decimals = 4;              ///< Of values in the read-out.
  QString unit;                  ///< Behind values in the read-out, for example ` %`.
  bool followsLogarithm = true;  ///< Whether the logarithmic scale is for it.

  bool isPercentage() const { return unit.endsWith('%'); }
};

/// A line of a plot.
struct PlotCurve {
  QString key;   ///< Unique in the plot; what someone hid stays hidden by it.
  QString name;  ///< For legend and read-out.
  int panel = 0;
  int colour = 0;  ///< Of Theme::series.
  Qt::PenStyle style = Qt::SolidLine;
  bool smooths = true;              ///< Whether smoothing is for it: scores that come seldom are shown as they are.
  bool marksPoints = false;         ///< For curves of few points.
  std::optional<PlotPoint> best{};  ///< The value that is marked, and named in the legend.
  /// Key of a curve that it is hidden and named with in the legend; empty for one of its own.
  QString companionOf{};
  CurveSeries points{};
};

/// A part of the x axis with a name, up to where the next one begins.
struct PlotSection {
  double from = 0.0;
  QString name;

  bool operator==(const PlotSection&) const = default;
};

enum class PlotXFormat { Count, Number, Duration };

/// The value of a curve at the pointer.
struct PlotReading {
  QString key;
  double x = 0.0;
  double value = 0.0;
};

/// All values as a table: a column for x and one for each curve, cells empty where a curve has no point.
QByteArray plotCsv(const QString& xTitle, const std::vector<PlotPanel>& panels, const std::vector<PlotCurve>& curves);

}  // namespace macadam
