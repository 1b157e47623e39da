#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/run_catalog.h"
#include "ui/train/monitor/history_plotter.h"
#include "ui/train/monitor/overlay_key.h"
#include "ui/train/monitor/watched_run.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>
#include <filesystem>
#include <map>
#include <optional>

class QMenu;

namespace macadam {

/// Earlier runs that lie over the plots of the one that is watched, dashed; read in the background.
class RunOverlays : public QObject {
  Q_OBJECT

 public:
  /// Dies before the plot.
  RunOverlays(CurvePlot& plot, Jobs& jobs) : plot_(plot), jobs_(jobs) {}

  /// The runs that are named after, and offered, from now on; nullptr for none. Takes away those that are shown.
  void setCatalog(const RunCatalog* catalog);
  void show(const RunFolder& run);
  void remove(const RunFolder& run);
  void setXAxis(XAxisKind kind) { xAxis_ = kind; }
  void redraw();

  /// With a tick for each run of the catalogue but one.
  void fillMenu(QMenu& menu, const std::optional<RunFolder>& except);
  /// By their folders.
  QList<OverlayEntry> key() const;

 Q_SIGNALS:
  /// Others are shown.
  void changed();

 private:
  struct Overlay {
    WatchedRun run;
    QString name;
    Qt::PenStyle style;
    HistoryPlotter plotter;
  };

  void add(WatchedRun run);
  QString nameOf(const RunFolder& run) const;
  Qt::PenStyle freeStyle() const;

  CurvePlot& plot_;
  Jobs& jobs_;
  QPointer<const RunCatalog> catalog_;
  XAxisKind xAxis_ = XAxisKind::Iteration;
  std::map<std::filesystem::path, QFuture<WatchedRun>> reading_;
  std::map<std::filesystem::path, Overlay> overlays_;
};

}  // namespace macadam
