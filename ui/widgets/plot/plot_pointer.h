#pragma once

#include "ui/widgets/plot/plot_readout.h"

#include <QObject>
#include <QPoint>
#include <optional>

class QCustomPlot;
class QMouseEvent;
class QWheelEvent;

namespace macadam {

class PlotCurves;
class PlotPanels;
class PlotView;

/// What the pointer does over a plot: it reads the values there, the wheel zooms at it, over a y axis that axis, and
/// dragging pans.
class PlotPointer : public QObject {
  Q_OBJECT

 public:
  PlotPointer(QCustomPlot& plot, const PlotPanels& panels, const PlotCurves& curves, PlotView& view,
              QObject* parent = nullptr);

  /// Reads again where the pointer is, after what is there has changed.
  void readAgain();

 Q_SIGNALS:
  /// The view is another one.
  void viewChanged();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void press(QMouseEvent* event);
  void move(QMouseEvent* event);
  void pan(int panel, QPoint moved);
  void zoom(QWheelEvent* event);
  void zoomX(int panel, double pixel, double factor);
  void zoomY(int panel, double pixel, double factor);
  void read(const QPoint& place);
  PlotReadout::Content contentAt(int pixel, double x) const;

  QCustomPlot& plot_;
  const PlotPanels& panels_;
  const PlotCurves& curves_;
  PlotView& view_;
  PlotReadout* readout_;
  std::optional<QPoint> dragged_;  ///< Where the pointer was when the plot was last moved by it.
  std::optional<QPoint> pointer_;
};

}  // namespace macadam
