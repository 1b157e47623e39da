#include "ui/widgets/plot/plot_panels.h"

#include "ui/widgets/plot/log_ticker.h"
#include "ui/widgets/plot/plot_look.h"
#include "ui/widgets/qcustomplot.h"

#include <QFontMetrics>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr int kNamesHeight = 20;  ///< Above the first panel, for the names of the sections.
constexpr int kRightMargin = 12;

void applyTo(QCPAxis& axis, const PlotLook& look) {
  axis.setBasePen(look.border);
  axis.setTickPen(look.border);
  axis.setSubTickPen(Qt::NoPen);
  axis.setTickLabelColor(look.tickText);
  axis.setLabelColor(look.text);
  axis.setTickLabelFont(look.small);
  axis.setLabelFont(look.small);
  axis.grid()->setPen(QPen(look.grid, 1));
  axis.grid()->setZeroLinePen(Qt::NoPen);
}

void applyTo(QCPLegend& legend, const PlotLook& look) {
  legend.setBrush(Qt::NoBrush);
  legend.setBorderPen(Qt::NoPen);
  legend.setFont(look.small);
  legend.setMargins(QMargins(4, 1, 4, 1));
  legend.setIconSize(look.ground == Ground::Paper ? 28 : 14, 10);  // dashes can be told from dots
}

}  // namespace

PlotPanels::PlotPanels(QCustomPlot& plot) : plot_(plot), margins_(new QCPMarginGroup(&plot)) {}

void PlotPanels::set(std::vector<PlotPanel> panels) {
  plot_.plotLayout()->clear();
  for (const Part& part : parts_) {
    plot_.removeItem(part.empty);
    if (!part.isShown) delete part.rect;
  }
  panels_ = std::move(panels);
  parts_.clear();
  for (const PlotPanel& panel : panels_) parts_.push_back(makePart(panel, static_cast<int>(parts_.size())));
}

PlotPanels::Part PlotPanels::makePart(const PlotPanel& panel, int row) {
  Part part;
  part.rect = new QCPAxisRect(&plot_);
  plot_.plotLayout()->addElement(row, 0, part.rect);  // where items look for one
  part.rect->setRangeDrag({});
  part.rect->setRangeZoom({});
  part.rect->setMarginGroup(QCP::msLeft, margins_);
  part.rect->setMinimumMargins(QMargins(4, 4, 12, 4));
  part.rect->axis(QCPAxis::atLeft)->setLabel(panel.title);
  part.legend = new QCPLegend;
  part.rect->insetLayout()->addElement(part.legend, Qt::AlignRight);
  part.legend->setLayer("legend");
  part.legend->setFillOrder(QCPLegend::foColumnsFirst);
  part.legend->setWrap(3);
  part.legend->setRowSpacing(0);
  part.empty = new QCPItemText(&plot_);
  part.empty->setPositionAlignment(Qt::AlignCenter);
  part.empty->position->setAxisRect(part.rect);
  part.empty->position->setType(QCPItemPosition::ptAxisRectRatio);
  part.empty->position->setCoords(0.5, 0.5);
  part.empty->setClipAxisRect(part.rect);
  return part;
}

bool PlotPanels::setShown(int panel, bool isShown) {
  return std::exchange(part(panel).isShown, isShown) != isShown;
}

std::vector<int> PlotPanels::shown() const {
  std::vector<int> shown;
  for (int panel = 0; panel < count(); ++panel) {
    if (isShown(panel)) shown.push_back(panel);
  }
  return shown;
}

int PlotPanels::at(const QPoint& place) const {
  for (const int panel : shown()) {
    const QRect outer = rect(panel).outerRect();
    if (place.y() >= outer.top() && place.y() <= outer.bottom()) return panel;
  }
  return -1;
}

QCPAxis& PlotPanels::x(int panel) const {
  return *rect(panel).axis(QCPAxis::atBottom);
}

QCPAxis& PlotPanels::y(int panel) const {
  return *rect(panel).axis(QCPAxis::atLeft);
}

void PlotPanels::clearLegends() {
  for (const Part& part : parts_) part.legend->clearItems();
}

void PlotPanels::wrapLegends(int width) {
  for (const int panel : shown()) wrapLegend(legend(panel), width);
}

void PlotPanels::wrapLegend(QCPLegend& legend, int width) {
  constexpr int kGaps = 20;
  const QFontMetrics metrics(legend.font());
  int widest = 1;
  for (int i = 0; i < legend.itemCount(); ++i) {
    if (auto* entry = qobject_cast<QCPPlottableLegendItem*>(legend.item(i))) {
      widest = std::max(widest, metrics.horizontalAdvance(entry->plottable()->name()));
    }
  }
  const int columns = std::max(1, (width - 100) / (widest + legend.iconSize().width() + kGaps));
  if (legend.wrap() == columns) return;
  legend.setWrap(columns);
  legend.setFillOrder(legend.fillOrder(), true);
}

void PlotPanels::setXAxis(const QString& title, PlotXFormat format) {
  xTitle_ = title;
  xFormat_ = format;
}

bool PlotPanels::setScale(PlotScale scale) {
  if (std::exchange(scale_, scale) == scale) return false;
  applyScale();
  return true;
}

PlotScale PlotPanels::scaleOf(int panel) const {
  return (*this)[panel].followsLogarithm ? scale_ : PlotScale::Linear;
}

void PlotPanels::setRange(int panel, PlotExtent x, PlotExtent y) {
  this->x(panel).setRange(x.low, x.high);
  this->y(panel).setRange(y.low, y.high);
}

bool PlotPanels::setEmptyText(int panel, const QString& text) {
  return std::exchange(part(panel).emptyText, text) != text;
}

void PlotPanels::showText(int panel, const QString& text) {
  const Part& part = this->part(panel);
  part.empty->setText(text);
  part.empty->setVisible(part.isShown && !text.isEmpty());
  y(panel).setTickLabels(text.isEmpty());
}

void PlotPanels::arrange() {
  QCPLayoutGrid* layout = plot_.plotLayout();
  for (const Part& part : parts_) {
    if (part.rect->layout() == layout) layout->take(part.rect);
    part.rect->setVisible(part.isShown);
    part.legend->layout()->take(part.legend);
  }
  layout->clear();
  for (const Part& part : parts_) {
    if (!part.isShown) placeLegend(part);
  }
  const std::vector<int> shown = this->shown();
  for (std::size_t row = 0; row < shown.size(); ++row) {
    const Part& part = this->part(shown[row]);
    placeLegend(part);
    layout->addElement(layout->rowCount(), 0, part.rect);
    const bool isLast = row + 1 == shown.size();
    QCPAxis& x = this->x(shown[row]);
    x.setTickLabels(isLast);
    x.setLabel(isLast ? xTitle_ : QString());
    part.rect->setMinimumMargins(QMargins(4, row == 0 ? kNamesHeight : 4, kRightMargin, 4));
    applyXFormat(x);
  }
  applyScale();
}

/// In a row of its own above the curves, where it covers none.
void PlotPanels::placeLegend(const Part& part) {
  if (!part.isShown) {
    part.rect->insetLayout()->addElement(part.legend, Qt::AlignTop | Qt::AlignRight);
    return;
  }
  constexpr double kNoMoreThanNeeded = 0.001;
  QCPLayoutGrid* layout = plot_.plotLayout();
  auto* row = new QCPLayoutGrid;
  const int place = layout->rowCount();
  layout->addElement(place, 0, row);
  layout->setRowStretchFactor(place, kNoMoreThanNeeded);
  row->setMargins(QMargins(0, 0, kRightMargin, 0));
  row->addElement(0, 0, new QCPLayoutElement(&plot_));
  row->addElement(0, 1, part.legend);
  row->setColumnStretchFactor(1, kNoMoreThanNeeded);
}

void PlotPanels::applyXFormat(QCPAxis& x) {
  if (xFormat_ == PlotXFormat::Duration) {
    const QSharedPointer<QCPAxisTickerTime> ticker(new QCPAxisTickerTime);
    ticker->setTimeFormat("%h:%m:%s");
    x.setTicker(ticker);
  } else {
    x.setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
  }
  x.ticker()->setTickCount(8);
  x.setNumberFormat("gb");
  x.setNumberPrecision(9);
}

void PlotPanels::applyScale() {
  for (int panel = 0; panel < count(); ++panel) {
    QCPAxis& y = this->y(panel);
    const bool isLogarithmic = scaleOf(panel) == PlotScale::Logarithmic;
    y.setScaleType(isLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    y.setTicker(QSharedPointer<QCPAxisTicker>(isLogarithmic ? new LogTicker : new QCPAxisTicker));
    y.ticker()->setTickCount(4);
    y.setNumberFormat("gb");
    y.setNumberPrecision(isLogarithmic ? 3 : 5);
  }
}

void PlotPanels::apply(const PlotLook& look) {
  for (const Part& part : parts_) {
    for (QCPAxis* axis : part.rect->axes()) applyTo(*axis, look);
    part.rect->setupFullAxesBox();
    for (QCPAxis* axis : {part.rect->axis(QCPAxis::atTop), part.rect->axis(QCPAxis::atRight)}) {
      axis->setBasePen(look.border);
      axis->setTicks(false);
    }
    applyTo(*part.legend, look);
    part.empty->setColor(look.mutedText);
    part.empty->setFont(look.small);
  }
}

}  // namespace macadam
