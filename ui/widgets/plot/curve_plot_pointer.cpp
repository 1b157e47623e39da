#include "ui/widgets/plot/curve_plot.h"
#include "ui/widgets/plot/plot_readout.h"
#include "ui/widgets/qcustomplot.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

namespace macadam {

bool CurvePlot::eventFilter(QObject* watched, QEvent* event) {
  if (watched == plot_ && event->type() == QEvent::Leave) {
    pointer_.reset();
    readout_->clear();
  }
  return QWidget::eventFilter(watched, event);
}

int CurvePlot::panelAt(const QPoint& place) const {
  for (const int panel : shownPanels()) {
    const QRect outer = parts_[static_cast<std::size_t>(panel)].rect->outerRect();
    if (place.y() >= outer.top() && place.y() <= outer.bottom()) return panel;
  }
  return -1;
}

void CurvePlot::press(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const int panel = panelAt(event->pos());
  if (panel < 0) return;
  const Panel& part = parts_[static_cast<std::size_t>(panel)];
  if (part.legend->selectTest(event->pos(), false) >= 0.0) return;
  dragged_ = event->pos();
}

void CurvePlot::move(QMouseEvent* event) {
  pointer_ = event->pos();
  if (!dragged_ || !(event->buttons() & Qt::LeftButton)) return hover(event->pos());
  const int panel = panelAt(*dragged_);
  if (panel < 0) return;
  Panel& part = parts_[static_cast<std::size_t>(panel)];
  const QPoint moved = event->pos() - *dragged_;
  const double perPixel = part.rect->axis(QCPAxis::atBottom)->range().size() / std::max(1, part.rect->width());
  if (part.chosenY) {
    const QCPAxis* y = part.rect->axis(QCPAxis::atLeft);
    const auto shifted = [&](double value) { return y->pixelToCoord(y->coordToPixel(value) - moved.y()); };
    part.chosenY = PlotExtent{shifted(part.chosenY->low), shifted(part.chosenY->high)};
  }
  if (moved.x() != 0) setXRange({xRange_.low - moved.x() * perPixel, xRange_.high - moved.x() * perPixel});
  schedule();
  dragged_ = event->pos();
}

void CurvePlot::zoom(QWheelEvent* event) {
  const QPoint place = event->position().toPoint();
  const int panel = panelAt(place);
  if (panel < 0) return;
  Panel& part = parts_[static_cast<std::size_t>(panel)];
  constexpr double kPerNotch = 0.8;
  constexpr double kNotch = 120.0;
  const double factor = std::pow(kPerNotch, event->angleDelta().y() / kNotch);
  if (place.x() < part.rect->left()) {
    const QCPAxis* y = part.rect->axis(QCPAxis::atLeft);
    const auto zoomed = [&](double value) {
      return y->pixelToCoord(place.y() + factor * (y->coordToPixel(value) - place.y()));
    };
    part.chosenY = PlotExtent{zoomed(y->range().lower), zoomed(y->range().upper)};
    schedule();
  } else {
    const double centre = part.rect->axis(QCPAxis::atBottom)->pixelToCoord(place.x());
    const PlotExtent wanted{centre + factor * (xRange_.low - centre), centre + factor * (xRange_.high - centre)};
    const PlotExtent whole = wholeX();
    if (wanted.low <= whole.low && wanted.high >= whole.high) {
      isFollowing_ = true;  // nothing lies beyond
      schedule();
    } else {
      setXRange(wanted);
    }
  }
  event->accept();
}

void CurvePlot::hover(const QPoint& place) {
  const int under = panelAt(place);
  if (under < 0) return readout_->clear();
  const QCPAxisRect* rect = parts_[static_cast<std::size_t>(under)].rect;
  if (place.x() < rect->left() || place.x() > rect->right()) return readout_->clear();
  const double x = rect->axis(QCPAxis::atBottom)->pixelToCoord(place.x());

  PlotReadout::Content content{.x = static_cast<double>(place.x()), .heading = xText(x), .panels = {}, .rows = {}};
  const std::vector<PlotReading> readings = readingsAt(x);
  for (const int panel : shownPanels()) {
    const Panel& part = parts_[static_cast<std::size_t>(panel)];
    content.panels.push_back(part.rect->rect());
    bool isFirst = true;
    for (const PlotReading& reading : readings) {
      const Line* line = find(reading.key);
      if (line->curve.panel != panel) continue;
      if (std::exchange(isFirst, false)) {
        content.rows.push_back({{}, panels_[static_cast<std::size_t>(panel)].title, {}, {}});
      }
      const QPointF dot(part.rect->axis(QCPAxis::atBottom)->coordToPixel(reading.x),
                        part.rect->axis(QCPAxis::atLeft)->coordToPixel(reading.value));
      content.rows.push_back(
          {Theme::instance().series(line->curve.colour), line->curve.name, valueText(panel, reading.value), dot});
    }
  }
  if (readings.empty()) return readout_->clear();
  readout_->show(std::move(content));
}

QString CurvePlot::xText(double x) const {
  const QLocale locale;
  switch (xFormat_) {
    case PlotXFormat::Count:
      return QString("%1 %2").arg(xTitle_, locale.toString(std::llround(x)));
    case PlotXFormat::Number:
      return QString("%1 %2").arg(xTitle_, locale.toString(x, 'f', 2));
    case PlotXFormat::Duration:
      break;
  }
  const qint64 seconds = std::llround(x);
  return QString("%1:%2:%3")
      .arg(seconds / 3600)
      .arg(seconds / 60 % 60, 2, 10, QChar('0'))
      .arg(seconds % 60, 2, 10, QChar('0'));
}

QString CurvePlot::valueText(int panel, double value) const {
  const PlotPanel& kind = panels_[static_cast<std::size_t>(panel)];
  const bool isTiny = value != 0.0 && std::abs(value) < std::pow(10.0, -kind.decimals + 1);
  return QLocale().toString(value, isTiny ? 'g' : 'f', isTiny ? 3 : kind.decimals) + kind.unit;
}

void CurvePlot::legendClicked(QCPAbstractLegendItem* item) {
  auto* entry = qobject_cast<QCPPlottableLegendItem*>(item);
  if (entry == nullptr) return;
  for (const auto& line : lines_) {
    if (line->graph == entry->plottable()) return setCurveShown(line->curve.key, !isCurveShown(line->curve.key));
  }
}

}  // namespace macadam
