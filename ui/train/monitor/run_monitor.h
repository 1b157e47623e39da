#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/project_document.h"
#include "ui/train/monitor/history_plotter.h"
#include "ui/train/monitor/log_panel.h"
#include "ui/train/monitor/watched_run.h"
#include "ui/train/run_controller.h"
#include "ui/widgets/plot/plot_export.h"

#include <QAction>
#include <QFuture>
#include <QList>
#include <QPointer>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QKeySequence;
class QSplitter;

namespace macadam {

class PlotControls;
class PreviewStrip;
class RunHeader;
class RunOverlays;

/// Shows the run in training as it learns, or an earlier run of the project in the same way: curves, previews, log.
class RunMonitor : public QWidget {
  Q_OBJECT

 public:
  explicit RunMonitor(RunController& controller, QWidget* parent = nullptr);
  ~RunMonitor() override;

  void setDocument(ProjectDocument* document);
  /// For the page's menu.
  QList<QAction*> monitorActions() const { return actions(); }
  void saveState() const;
  void restoreState();

  /// Shows this run, read from its folder, until another one is chosen or begins.
  void showRun(const RunFolder& run);
  /// Lays an earlier run over the plots, dashed, or takes it away.
  void overlayRun(const RunFolder& run, bool isShown);
  CurvePlot& plot() { return *plot_; }
  const RunHistory& history() const { return shown_.history; }

 private:
  void addActions();
  QAction* addExport(const QString& name, const QString& text, const QKeySequence& keys, const QString& tip,
                     PlotFile kind);
  QWidget* makeRunRow();
  void layOut();

  void begin(const RunFolder& run, const RunSpec& spec);
  void take(const std::vector<Event>& events);
  void take(RunReading reading);
  void takeWaiting(const std::vector<Event>& known);
  void listRuns();
  /// Unless one is shown or in training.
  void showNewestRun();

  MonitorAxis axis() const;
  void updatePlot();
  void redrawPlot();
  void showSections();
  /// What the plots wait for where they show nothing.
  void showEmptyTexts();
  QString whatIsMissing(MonitorPanel panel) const;
  void showHeader();
  void setXAxisKind(XAxisKind kind);
  void exportCurves(PlotFile kind);
  void failed(const QList<Problem>& problems);

  RunController& controller_;
  Jobs jobs_;
  QPointer<ProjectDocument> document_;
  WatchedRun shown_;
  QFuture<RunReading> reading_;
  bool isLive_ = false;         ///< Whether what is shown is the run in training.
  bool isReading_ = false;      ///< Whether the beginning of the run in training is still being read.
  std::vector<Event> waiting_;  ///< What came meanwhile.
  XAxisKind xAxis_ = XAxisKind::Iteration;

  QComboBox* runs_;
  QLabel* notice_;
  RunHeader* header_;
  CurvePlot* plot_;
  PlotControls* controls_;
  PreviewStrip* previews_;
  LogPanel* log_;
  QSplitter* splitter_;
  QSplitter* lowerSplitter_;
  QList<QAction*> exports_;
  std::unique_ptr<RunOverlays> overlays_;
  std::optional<HistoryPlotter> plotter_;
};

}  // namespace macadam
