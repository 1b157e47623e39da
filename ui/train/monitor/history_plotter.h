#pragma once

#include "ui/train/monitor/monitor_axis.h"
#include "ui/train/monitor/run_history.h"
#include "ui/widgets/plot/curve_plot.h"

#include <QString>
#include <map>
#include <string>
#include <vector>

namespace macadam {

std::vector<PlotPanel> monitorPanels();

/// Keeps a run's curves in a plot up to date; what has only grown is only appended.
class HistoryPlotter {
 public:
  /// @param prefix of the names and keys of its curves: empty for the run that is watched.
  HistoryPlotter(CurvePlot& plot, QString prefix, Qt::PenStyle style)
      : plot_(plot), prefix_(std::move(prefix)), style_(style) {}

  void update(const RunHistory& run, const MonitorAxis& axis);
  void remove();

 private:
  void addCurve(const MonitorCurve& curve, const RunHistory& run, const MonitorAxis& axis);

  CurvePlot& plot_;
  QString prefix_;
  Qt::PenStyle style_;
  std::map<QString, std::size_t> drawn_;  ///< How many points of each curve the plot has.
  int revision_ = 0;
};

}  // namespace macadam
