#pragma once

#include "runs/run_history.h"
#include "ui/train/monitor/monitor_axis.h"
#include "ui/widgets/plot/curve_plot.h"

#include <QString>
#include <map>
#include <string>
#include <vector>

namespace macadam {

QString panelName(MonitorPanel panel);
std::vector<PlotPanel> monitorPanels();

/// Keeps a run's curves in a plot up to date; what has only grown is only appended.
class HistoryPlotter {
 public:
  /// Of the run that is watched.
  explicit HistoryPlotter(CurvePlot& plot) : plot_(plot) {}
  /// Of a run beside it. @param key that no other run in the plot has. @param name stands with its curves' names.
  HistoryPlotter(CurvePlot& plot, const QString& key, QString name, Qt::PenStyle style)
      : plot_(plot), prefix_(key + '\n'), name_(std::move(name)), style_(style) {}

  void update(const RunHistory& run, const MonitorAxis& axis);
  void remove();

 private:
  void addCurve(const MonitorCurve& curve, const RunHistory& run, const MonitorAxis& axis);

  CurvePlot& plot_;
  QString prefix_;  ///< Of its curves' keys.
  QString name_;
  Qt::PenStyle style_ = Qt::SolidLine;
  std::map<QString, std::size_t> drawn_;  ///< How many points of each curve the plot has.
  int revision_ = 0;
};

}  // namespace macadam
