#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/run_catalog.h"
#include "ui/results/curve_store.h"

#include <QTimer>
#include <QWidget>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

class QAction;
class QComboBox;
class QLabel;
class QToolButton;

namespace macadam {

class CurvePlot;
struct PlotCurve;

/// Curves of several runs on one plot: one measure, of one network or of each run's main one.
class CurvesPanel : public QWidget {
  Q_OBJECT

 public:
  explicit CurvesPanel(Jobs& jobs, QWidget* parent = nullptr);

  void setRuns(const std::vector<RunRecord>& runs);
  /// What the run in training tells.
  void addEvents(const RunFolder& run, const std::vector<Event>& events);
  /// What is drawn: the loss, or a score.
  MonitorPanel measured() const;
  void setMeasured(MonitorPanel measured);
  CurveAxis axis() const;
  void setAxis(CurveAxis axis);
  /// How many curves are drawn.
  int curves() const;
  /// At work while curves are shown.
  const QList<QAction*>& exportActions() const { return exports_; }

 private:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  QToolButton* makeExportButton(Jobs& jobs);
  void offerNetworks();
  void draw();
  /// The curves of the run at this place.
  void drawRun(std::size_t place);
  void drawNetwork(const RunCurves& curves, const std::string& network, PlotCurve look);
  void drawGrown();
  void changeMetric();
  void changeAxis();
  void describe();
  void enableExports();
  std::vector<std::string> networksOf(const RunRecord& run) const;

  CurveStore store_;
  QComboBox* metric_;
  QComboBox* network_;
  QComboBox* axis_;
  QLabel* hint_;
  QToolButton* export_ = nullptr;
  QList<QAction*> exports_;
  CurvePlot* plot_;
  std::vector<RunRecord> runs_;
  std::set<QString> drawn_;  ///< Keys of the curves in the plot.
  QTimer redraw_;
  std::set<std::filesystem::path> grown_;
  QTimer redrawGrown_;
};

}  // namespace macadam
