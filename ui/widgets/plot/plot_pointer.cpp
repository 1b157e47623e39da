#include "ui/widgets/plot/plot_pointer.h"

#include "ui/widgets/plot/plot_curves.h"
#include "ui/widgets/plot/plot_panels.h"
#include "ui/widgets/plot/plot_view.h"
#include "ui/widgets/plot/plot_words.h"
#include "ui/widgets/qcustomplot.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

namespace macadam {

PlotPointer::PlotPointer(QCustomPlot& plot, const PlotPanels& panels, const PlotCurves& curves, PlotView& view,
                         QObject* parent)
    : QObject(parent), plot_(plot), panels_(panels), curves_(curves), view_(view), readout_(new PlotReadout(&plot)) {
  connect(&plot_, &QCustomPlot::mousePress, this, &PlotPointer::press);
  connect(&plot_, &QCustomPlot::mouseMove, this, &PlotPointer::move);
  connect(&plot_, &QCustomPlot::mouseRelease, this, [this] { dragged_.reset(); });
  connect(&plot_, &QCustomPlot::mouseWheel, this, &PlotPointer::zoom);
  plot_.installEventFilter(this);
}

bool PlotPointer::eventFilter(QObject* watched, QEvent* event) {
  if (watched == &plot_ && event->type() == QEvent::Leave) {
    pointer_.reset();
    readout_->clear();
  }
  return QObject::eventFilter(watched, event);
}

void PlotPointer::press(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const int panel = panels_.at(event->pos());
  if (panel < 0 || panels_.legend(panel).selectTest(event->pos(), false) >= 0.0) return;
  dragged_ = event->pos();
}

void PlotPointer::move(QMouseEvent* event) {
  pointer_ = event->pos();
  if (!dragged_ || !(event->buttons() & Qt::LeftButton)) return read(event->pos());
  const int panel = panels_.at(*dragged_);
  if (panel < 0) return;
  pan(panel, event->pos() - *dragged_);
  dragged_ = event->pos();
}

void PlotPointer::pan(int panel, QPoint moved) {
  const double perPixel = panels_.x(panel).range().size() / std::max(1, panels_.rect(panel).width());
  if (const auto chosen = view_.chosenY(panel)) {
    const QCPAxis& y = panels_.y(panel);
    const auto shifted = [&](double value) { return y.pixelToCoord(y.coordToPixel(value) - moved.y()); };
    view_.chooseY(panel, {shifted(chosen->low), shifted(chosen->high)});
  }
  const PlotExtent x = view_.x();
  if (moved.x() != 0) view_.lookAt({x.low - moved.x() * perPixel, x.high - moved.x() * perPixel});
  Q_EMIT viewChanged();
}

void PlotPointer::zoom(QWheelEvent* event) {
  const QPoint place = event->position().toPoint();
  const int panel = panels_.at(place);
  if (panel < 0) return;
  constexpr double kPerNotch = 0.8;
  constexpr double kNotch = 120.0;
  const double factor = std::pow(kPerNotch, event->angleDelta().y() / kNotch);
  if (place.x() < panels_.rect(panel).left()) {
    zoomY(panel, place.y(), factor);
  } else {
    zoomX(panel, place.x(), factor);
  }
  event->accept();
}

void PlotPointer::zoomX(int panel, double pixel, double factor) {
  const double centre = panels_.x(panel).pixelToCoord(pixel);
  const PlotExtent x = view_.x();
  const PlotExtent wanted{centre + factor * (x.low - centre), centre + factor * (x.high - centre)};
  const PlotExtent whole = curves_.wholeX();
  if (wanted.low <= whole.low && wanted.high >= whole.high) {
    view_.follow();  // nothing lies beyond
  } else if (!view_.lookAt(wanted)) {
    return;
  }
  Q_EMIT viewChanged();
}

void PlotPointer::zoomY(int panel, double pixel, double factor) {
  const QCPAxis& y = panels_.y(panel);
  const auto zoomed = [&](double value) { return y.pixelToCoord(pixel + factor * (y.coordToPixel(value) - pixel)); };
  view_.chooseY(panel, {zoomed(y.range().lower), zoomed(y.range().upper)});
  Q_EMIT viewChanged();
}

void PlotPointer::readAgain() {
  if (pointer_) read(*pointer_);
}

void PlotPointer::read(const QPoint& place) {
  const int under = panels_.at(place);
  if (under < 0) return readout_->clear();
  const QCPAxisRect& rect = panels_.rect(under);
  if (place.x() < rect.left() || place.x() > rect.right()) return readout_->clear();
  PlotReadout::Content content = contentAt(place.x(), panels_.x(under).pixelToCoord(place.x()));
  if (content.rows.empty()) return readout_->clear();
  readout_->show(std::move(content));
}

PlotReadout::Content PlotPointer::contentAt(int pixel, double x) const {
  PlotReadout::Content content{.x = static_cast<double>(pixel),
                               .heading = xText(x, panels_.xTitle(), panels_.xFormat()),
                               .panels = {},
                               .rows = {}};
  const std::vector<int> shown = panels_.shown();
  const std::vector<PlotReading> readings = curves_.readingsAt(x, shown);
  for (const int panel : shown) {
    content.panels.push_back(panels_.rect(panel).rect());
    bool isFirst = true;
    for (const PlotReading& reading : readings) {
      const PlotCurve& curve = curves_.find(reading.key)->curve;
      if (curve.panel != panel) continue;
      if (std::exchange(isFirst, false)) content.rows.push_back({{}, panels_[panel].title, {}, {}});
      const QPointF dot(panels_.x(panel).coordToPixel(reading.x), panels_.y(panel).coordToPixel(reading.value));
      content.rows.push_back(
          {Theme::instance().series(curve.colour), curve.name, valueText(reading.value, panels_[panel]), dot});
    }
  }
  return content;
}

}  // namespace macadam
