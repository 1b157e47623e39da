#include "ui/results/curve_plot.h"

#include "ui/widgets/theme.h"

#include <QLocale>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <limits>

namespace macadam {
namespace {

constexpr std::size_t kDrawnPoints = 2000;
constexpr int kDottedUpTo = 60;
constexpr int kLegendRows = 9;
constexpr double kReachPixels = 24.0;

QSharedPointer<QCPGraphDataContainer> graphData(const std::vector<CurvePoint>& points) {
  QVector<QCPGraphData> data;
  for (const CurvePoint& point : points) data.append({point.x, point.y});
  auto container = QSharedPointer<QCPGraphDataContainer>::create();
  container->set(data, true);
  return container;
}

}  // namespace

CurvePlot::CurvePlot(QWidget* parent) : QCustomPlot(parent) {
  setAccessibleName(tr("Curves of the chosen runs"));
  setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  setNoAntialiasingOnDrag(true);
  setMouseTracking(true);
  xAxis->setLabel(tr("Iteration"));
  xAxis->setNumberFormat("gbc");
  auto* legends = new QCPLayoutGrid;
  plotLayout()->addElement(0, 1, legends);
  legends->addElement(0, 0, legend);
  legends->setMargins(QMargins(0, 8, 8, 8));
  legends->setRowStretchFactor(0, 0.001);
  plotLayout()->setColumnStretchFactor(1, 0.001);
  legend->setVisible(true);
  legend->setFillOrder(QCPLayoutGrid::foRowsFirst);
  legend->setWrap(kLegendRows);
  legend->setBorderPen(Qt::NoPen);
  legend->setBrush(Qt::NoBrush);
  connect(this, &QCustomPlot::mouseWheel, this, [this] { isZoomed_ = true; });
  connect(this, &QCustomPlot::mousePress, this, [this] { isZoomed_ = true; });
  connect(this, &QCustomPlot::mouseDoubleClick, this, &CurvePlot::showAll);
  connect(this, &QCustomPlot::mouseMove, this, &CurvePlot::tellValue);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    takeColours();
    replot(rpQueuedReplot);
  });
  takeColours();
}

void CurvePlot::setCurves(const std::vector<PlottedCurve>& curves, const QString& yTitle) {
  if (yAxis->label() != yTitle) isZoomed_ = false;
  yAxis->setLabel(yTitle);
  clearGraphs();
  for (const PlottedCurve& curve : curves) {
    QCPGraph* graph = addGraph();
    graph->setName(curve.name);
    graph->setProperty("series", curve.colour);
    graph->setPen(QPen(Theme::instance().series(curve.colour), 1.6, curve.style));
    const std::vector<CurvePoint> points = thinned(curve.points, kDrawnPoints);
    if (points.size() <= kDottedUpTo) graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, 4));
    graph->setData(graphData(points));
  }
  if (!isZoomed_) {
    showAll();
  } else {
    replot(rpQueuedReplot);
  }
}

void CurvePlot::showAll() {
  isZoomed_ = false;
  rescaleAxes();
  const double room = 0.06 * std::max(yAxis->range().size(), 1e-6);
  yAxis->setRange(yAxis->range().lower - room, yAxis->range().upper + room);
  xAxis->setRange(0.0, std::max(1.0, xAxis->range().upper * 1.02));
  replot(rpQueuedReplot);
}

void CurvePlot::tellValue(QMouseEvent* event) {
  const QPointF at = event->pos();
  const QCPGraph* nearest = nullptr;
  QPointF value;
  double distance = kReachPixels;
  for (int i = 0; i < graphCount(); ++i) {
    const auto points = graph(i)->data();
    if (points->isEmpty()) continue;
    const double x = xAxis->pixelToCoord(at.x());
    auto right = points->findBegin(x, false);
    for (auto point : {right == points->constBegin() ? right : right - 1, right}) {
      if (point == points->constEnd()) continue;
      const double away =
          std::hypot(xAxis->coordToPixel(point->key) - at.x(), yAxis->coordToPixel(point->value) - at.y());
      if (away >= distance) continue;
      distance = away;
      nearest = graph(i);
      value = {point->key, point->value};
    }
  }
  if (nearest == nullptr) {
    QToolTip::hideText();
    return;
  }
  const QLocale locale;
  QToolTip::showText(event->globalPosition().toPoint(),
                     tr("%1\n%2 at iteration %3")
                         .arg(nearest->name(), locale.toString(value.y(), 'g', 4), locale.toString(value.x(), 'f', 0)),
                     this);
}

void CurvePlot::takeColours() {
  const QPalette palette = QApplication::palette();
  const ThemeColours& colours = Theme::instance().colours();
  setBackground(palette.color(QPalette::Base));
  for (QCPAxis* axis : {xAxis, yAxis}) {
    axis->setBasePen(colours.border);
    axis->setTickPen(colours.border);
    axis->setSubTickPen(Qt::NoPen);
    axis->setTickLabelColor(colours.mutedText);
    axis->setLabelColor(colours.mutedText);
    axis->setTickLabelFont(font());
    axis->setLabelFont(font());
    axis->grid()->setPen(QPen(colours.plotGrid, 1));
    axis->grid()->setZeroLinePen(Qt::NoPen);
  }
  legend->setTextColor(palette.color(QPalette::Text));
  legend->setFont(font());
  for (int i = 0; i < graphCount(); ++i) {
    QPen pen = graph(i)->pen();
    pen.setColor(Theme::instance().series(graph(i)->property("series").toInt()));
    graph(i)->setPen(pen);
  }
}

}  // namespace macadam
