#pragma once

#include "runs/metrics_log.h"
#include "ui/jobs/jobs.h"
#include "ui/project/project_document.h"
#include "ui/train/monitor/history_plotter.h"
#include "ui/train/monitor/log_panel.h"
#include "ui/train/monitor/preview_history.h"
#include "ui/train/run_controller.h"
#include "ui/widgets/plot/plot_export.h"

#include <QAction>
#include <QFuture>
#include <QList>
#include <QPointer>
#include <QStringList>
#include <QWidget>
#include <filesystem>
#include <map>
#include <optional>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QMenu;
class QToolButton;
class QSlider;
class QSplitter;

namespace macadam {

class OverlayKey;
class PreviewStrip;
class RunHeader;

/// Shows the run in training as it learns, or an earlier run of the project in the same way: curves, previews, log.
class RunMonitor : public QWidget {
  Q_OBJECT

 public:
  explicit RunMonitor(RunController& controller, QWidget* parent = nullptr);

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
  /// A run whose events are here.
  struct Watched {
    std::optional<RunFolder> folder;
    RunHistory history;
    int labelledBatch = 0;
    std::size_t labelledTiles = 0;
  };
  struct Reading {
    Watched run;
    PreviewHistory previews;
    std::vector<Event> log;  ///< What the log tells of.
  };
  struct Overlay {
    Watched run;
    QString name;
    Qt::PenStyle style;
    HistoryPlotter plotter;
  };

  QAction* makeAction(const QString& name, const QString& text, const QKeySequence& keys, const QString& tip,
                      std::function<void()> triggered);
  void makeActions();
  QWidget* makeRunRow();
  QWidget* makePlotRow();
  void layOut();

  static Reading read(const RunFolder& run, PreviewPixels pixels);
  void begin(const RunFolder& run, const RunSpec& spec);
  void take(const std::vector<Event>& events);
  void take(Reading reading);
  void takeWaiting(const std::vector<Event>& known);
  void listRuns();
  /// Unless one is shown or in training.
  void showNewestRun();
  void fillOverlayMenu();
  QString overlayName(const RunFolder& run) const;
  void addOverlay(Watched run);
  void removeOverlays();
  Qt::PenStyle freeOverlayStyle() const;
  void showOverlayKey();

  MonitorAxis axisOf(const Watched& run) const;
  void updatePlot();
  void redrawPlot();
  void showSections();
  /// What the plots wait for where they show nothing.
  void showEmptyTexts();
  QString whatIsMissing(MonitorPanel panel) const;
  void showHeader();
  void setPanelShown(int panel, bool isShown);
  void setXAxisKind(XAxisKind kind);
  void exportCurves(PlotFile kind);
  void failed(const QList<Problem>& problems);

  RunController& controller_;
  Jobs jobs_;
  QPointer<ProjectDocument> document_;
  Watched shown_;
  QFuture<Reading> reading_;
  std::map<std::filesystem::path, QFuture<Watched>> readingOverlays_;
  bool isLive_ = false;         ///< Whether what is shown is the run in training.
  bool isReading_ = false;      ///< Whether the beginning of the run in training is still being read.
  std::vector<Event> waiting_;  ///< What came meanwhile.
  XAxisKind xAxis_ = XAxisKind::Iteration;
  std::map<std::filesystem::path, Overlay> overlays_;

  QComboBox* runs_;
  QMenu* overlayMenu_;
  QLabel* notice_;
  RunHeader* header_;
  CurvePlot* plot_;
  QComboBox* xBox_;
  OverlayKey* overlayKey_;
  QSlider* smoothing_;
  QAction* logarithmic_;
  QList<QAction*> panelActions_;
  PreviewStrip* previews_;
  LogPanel* log_;
  QSplitter* splitter_;
  QSplitter* lowerSplitter_;
  std::optional<HistoryPlotter> plotter_;
};

}  // namespace macadam
