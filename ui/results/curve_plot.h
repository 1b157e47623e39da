#pragma once

#include "runs/curve_chart.h"
#include "ui/widgets/qcustomplot.h"

#include <QString>
#include <vector>

namespace macadam {

struct PlottedCurve {
  QString name;
  int colour = 0;
  Qt::PenStyle style = Qt::SolidLine;
  std::vector<CurvePoint> points;
};

/// Lines over iterations with a legend; the wheel zooms, dragging pans, a double click shows all again, and a curve's
/// value is told where one points at it.
class CurvePlot : public QCustomPlot {
  Q_OBJECT

 public:
  explicit CurvePlot(QWidget* parent = nullptr);

  /// What someone zoomed into stays, unless the axis means something else now.
  void setCurves(const std::vector<PlottedCurve>& curves, const QString& yTitle);

 private:
  void takeColours();
  void showAll();
  void tellValue(QMouseEvent* event);

  bool isZoomed_ = false;
};

}  // namespace macadam
