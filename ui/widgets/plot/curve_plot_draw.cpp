#include "ui/widgets/plot/curve_plot.h"
#include "ui/widgets/plot/log_ticker.h"
#include "ui/widgets/plot/paper_size.h"
#include "ui/widgets/qcustomplot.h"
#include "ui/widgets/theme.h"

#include <QFontMetrics>
#include <algorithm>
#include <cmath>
#include <limits>

namespace macadam {
namespace {

constexpr int kPaleAlpha = 64;
constexpr int kNamesHeight = 20;  ///< Above the first panel, for the names of the sections.
constexpr double kLineWidth = 1.5;
constexpr int kRightMargin = 12;

QColor withAlpha(QColor colour, int alpha) {
  colour.setAlpha(alpha);
  return colour;
}

QVector<QCPGraphData> graphData(const std::vector<PlotPoint>& points) {
  QVector<QCPGraphData> data;
  data.reserve(static_cast<qsizetype>(points.size()));
  for (const PlotPoint& point : points) data.append({point.x, point.y});
  return data;
}

PlotExtent padded(PlotExtent extent, PlotScale scale) {
  constexpr double kShare = 0.06;
  if (scale == PlotScale::Logarithmic) {
    const double factor = extent.low < extent.high ? std::pow(extent.high / extent.low, kShare) : 2.0;
    return {extent.low / factor, extent.high * factor};
  }
  const double height = extent.high - extent.low;
  const double margin = height > 0.0 ? kShare * height : extent.low != 0.0 ? 0.5 * std::abs(extent.low) : 1.0;
  return {extent.low - margin, extent.high + margin};
}

}  // namespace

bool CurvePlot::isShown(const Line& line) const {
  return isPanelShown(line.curve.panel) && isCurveShown(hidingKey(line));
}

bool CurvePlot::isCompanion(const Line& line) const {
  return !line.curve.companionOf.isEmpty() && hasCurve(line.curve.companionOf);
}

/// In the window companions are named by the read-out, and what is hidden can be shown again; paper has neither.
bool CurvePlot::hasLegendEntry(const Line& line) const {
  return ground_ == Ground::Paper ? isShown(line) : !isCompanion(line);
}

const QString& CurvePlot::hidingKey(const Line& line) const {
  return isCompanion(line) ? line.curve.companionOf : line.curve.key;
}

std::vector<int> CurvePlot::shownPanels() const {
  std::vector<int> shown;
  for (int i = 0; i < static_cast<int>(parts_.size()); ++i) {
    if (isPanelShown(i)) shown.push_back(i);
  }
  return shown;
}

PlotScale CurvePlot::scaleOf(int panel) const {
  return panels_[static_cast<std::size_t>(panel)].followsLogarithm ? scale_ : PlotScale::Linear;
}

void CurvePlot::makeGraphs(Line& line) {
  const Panel& part = parts_[static_cast<std::size_t>(line.curve.panel)];
  const auto add = [&] {
    QCPGraph* graph = plot_->addGraph(part.rect->axis(QCPAxis::atBottom), part.rect->axis(QCPAxis::atLeft));
    graph->setAdaptiveSampling(false);  // the points are thinned already
    graph->removeFromLegend();
    return graph;
  };
  line.pale = add();
  line.graph = add();
  if (line.curve.marksPoints) line.graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, 4));
  line.best = add();
  line.best->setLineStyle(QCPGraph::lsNone);
  applyColours();
}

void CurvePlot::removeGraphs(Line& line) {
  for (QCPGraph* graph : {line.pale, line.graph, line.best}) {
    if (graph == nullptr) continue;
    for (const Panel& part : parts_) graph->removeFromLegend(part.legend);
    plot_->removeGraph(graph);
  }
  line.pale = line.graph = line.best = nullptr;
}

/// Only the panels that are shown are in the layout; the lowest carries the x axis for all.
void CurvePlot::arrange() {
  QCPLayoutGrid* layout = plot_->plotLayout();
  for (const Panel& part : parts_) {
    if (part.rect->layout() == layout) layout->take(part.rect);
    part.rect->setVisible(part.isShown);
    part.legend->layout()->take(part.legend);
  }
  layout->clear();
  const std::vector<int> shown = shownPanels();
  for (int panel = 0; panel < static_cast<int>(parts_.size()); ++panel) {
    if (!isPanelShown(panel)) placeLegend(panel);
  }
  for (std::size_t row = 0; row < shown.size(); ++row) {
    const Panel& part = parts_[static_cast<std::size_t>(shown[row])];
    placeLegend(shown[row]);
    layout->addElement(layout->rowCount(), 0, part.rect);
    const bool isLast = row + 1 == shown.size();
    QCPAxis* x = part.rect->axis(QCPAxis::atBottom);
    x->setTickLabels(isLast);
    x->setLabel(isLast ? xTitle_ : QString());
    part.rect->setMinimumMargins(QMargins(4, row == 0 ? kNamesHeight : 4, kRightMargin, 4));
    if (xFormat_ == PlotXFormat::Duration) {
      const QSharedPointer<QCPAxisTickerTime> ticker(new QCPAxisTickerTime);
      ticker->setTimeFormat("%h:%m:%s");
      x->setTicker(ticker);
    } else {
      x->setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    }
    x->ticker()->setTickCount(8);
    x->setNumberFormat("gb");
    x->setNumberPrecision(9);
  }
  applyScale();
  applyColours();
}

/// In a row of its own above the curves, where it covers none.
void CurvePlot::placeLegend(int panel) {
  const Panel& part = parts_[static_cast<std::size_t>(panel)];
  if (!part.isShown) {
    part.rect->insetLayout()->addElement(part.legend, Qt::AlignTop | Qt::AlignRight);
    return;
  }
  constexpr double kNoMoreThanNeeded = 0.001;
  QCPLayoutGrid* layout = plot_->plotLayout();
  auto* row = new QCPLayoutGrid;
  const int place = layout->rowCount();
  layout->addElement(place, 0, row);
  layout->setRowStretchFactor(place, kNoMoreThanNeeded);
  row->setMargins(QMargins(0, 0, kRightMargin, 0));
  row->addElement(0, 0, new QCPLayoutElement(plot_));
  row->addElement(0, 1, part.legend);
  row->setColumnStretchFactor(1, kNoMoreThanNeeded);
}

void CurvePlot::applyScale() {
  for (int i = 0; i < static_cast<int>(parts_.size()); ++i) {
    QCPAxis* y = parts_[static_cast<std::size_t>(i)].rect->axis(QCPAxis::atLeft);
    const bool isLogarithmic = scaleOf(i) == PlotScale::Logarithmic;
    y->setScaleType(isLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    y->setTicker(QSharedPointer<QCPAxisTicker>(isLogarithmic ? new LogTicker : new QCPAxisTicker));
    y->ticker()->setTickCount(4);
    y->setNumberFormat("gb");
    y->setNumberPrecision(isLogarithmic ? 3 : 5);
  }
}

void CurvePlot::applyColours() {
  const Theme& theme = Theme::instance();
  const bool isPaper = ground_ == Ground::Paper;
  const ThemeColours& colours = theme.colours(ground_);
  const QColor back = isPaper ? Qt::white : palette().color(QPalette::Base);
  const QColor text = isPaper ? Qt::black : palette().color(QPalette::Text);
  const QColor border = isPaper ? colours.mutedText : colours.border;
  QFont small = font();
  if (isPaper) {
    small.setPixelSize(kPaperFontPixels);
  } else {
    small.setPointSizeF(small.pointSizeF() * 0.9);
  }
  plot_->setBackground(back);
  for (const Panel& part : parts_) {
    for (QCPAxis* axis : part.rect->axes()) {
      axis->setBasePen(border);
      axis->setTickPen(border);
      axis->setSubTickPen(Qt::NoPen);
      axis->setTickLabelColor(isPaper ? text : colours.mutedText);
      axis->setLabelColor(text);
      axis->setTickLabelFont(small);
      axis->setLabelFont(small);
      axis->grid()->setPen(QPen(colours.plotGrid, 1));
      axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    part.rect->setupFullAxesBox();
    for (QCPAxis* axis : {part.rect->axis(QCPAxis::atTop), part.rect->axis(QCPAxis::atRight)}) {
      axis->setBasePen(border);
      axis->setTicks(false);
    }
    part.legend->setBrush(Qt::NoBrush);
    part.legend->setBorderPen(Qt::NoPen);
    part.legend->setFont(small);
    part.legend->setMargins(QMargins(4, 1, 4, 1));
    part.legend->setIconSize(isPaper ? 28 : 14, 10);  // dashes can be told from dots
    part.empty->setColor(colours.mutedText);
    part.empty->setFont(small);
    for (QCPItemLine* boundary : part.boundaries) boundary->setPen(QPen(colours.mutedText, 1, Qt::DashLine));
  }
  for (QCPItemText* name : sectionNames_) {
    name->setColor(isPaper ? text : colours.mutedText);
    name->setFont(small);
  }
  for (const auto& line : lines_) {
    if (line->graph == nullptr) continue;
    const QColor colour = theme.series(line->curve.colour, ground_);
    line->graph->setPen(QPen(colour, kLineWidth, line->curve.style));
    line->pale->setPen(QPen(withAlpha(colour, kPaleAlpha), 1));
    line->best->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDiamond, text, colour, 10));
  }
  schedule();
}

PlotExtent CurvePlot::wholeX() const {
  PlotExtent whole{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  for (const auto& line : lines_) {
    const CurveSeries& points = line->curve.points;
    if (points.isEmpty()) continue;
    whole.low = std::min(whole.low, points.at(0).x);
    whole.high = std::max(whole.high, points.at(points.size() - 1).x);
  }
  if (whole.low > whole.high) return {0.0, 1.0};
  if (whole.low == whole.high) return {whole.low - 0.5, whole.high + 0.5};
  return whole;
}

PlotExtent CurvePlot::yRangeOf(int panel) const {
  const Panel& part = parts_[static_cast<std::size_t>(panel)];
  if (part.chosenY) return *part.chosenY;
  const PlotScale scale = scaleOf(panel);
  std::optional<PlotExtent> whole;
  for (const auto& line : lines_) {
    if (line->curve.panel != panel || !isShown(*line)) continue;
    // The values behind a smoothed line reach further than the line.
    const auto extent = line->curve.points.valueExtent(xRange_.low, xRange_.high, scale);
    if (!extent) continue;
    whole = whole ? PlotExtent{std::min(whole->low, extent->low), std::max(whole->high, extent->high)} : *extent;
  }
  if (!whole) return scale == PlotScale::Linear ? PlotExtent{0.0, 1.0} : PlotExtent{0.1, 1.0};
  const PlotExtent range = padded(*whole, scale);
  if (!panels_[static_cast<std::size_t>(panel)].isPercentage()) return range;
  return {std::max(range.low, std::min(0.0, whole->low)), std::min(range.high, std::max(100.0, whole->high))};
}

/// A little more than the range, so that a mark at its end is whole.
PlotExtent CurvePlot::drawnX() const {
  constexpr double kRoomForMarks = 0.01;
  const double room = kRoomForMarks * (xRange_.high - xRange_.low);
  return {xRange_.low - room, xRange_.high + room};
}

void CurvePlot::updateRanges() {
  if (isFollowing_) xRange_ = wholeX();
  const PlotExtent x = drawnX();
  for (const int panel : shownPanels()) {
    const Panel& part = parts_[static_cast<std::size_t>(panel)];
    const PlotExtent y = yRangeOf(panel);
    part.rect->axis(QCPAxis::atBottom)->setRange(x.low, x.high);
    part.rect->axis(QCPAxis::atLeft)->setRange(y.low, y.high);
  }
}

void CurvePlot::fillGraphs() {
  for (const auto& line : lines_) {
    const QCPAxisRect* rect = parts_[static_cast<std::size_t>(line->curve.panel)].rect;
    if (isPanelShown(line->curve.panel)) fill(*line, std::max(1, rect->width()));
  }
  placeSections();
}

void CurvePlot::fill(Line& line, int columns) {
  const bool isCurveVisible = isCurveShown(hidingKey(line));
  const PlotScale scale = scaleOf(line.curve.panel);
  line.graph->setVisible(isCurveVisible);
  const bool showsPale = isCurveVisible && &shownPoints(line) != &line.curve.points;
  line.pale->setVisible(showsPale);
  line.best->setVisible(isCurveVisible);
  if (!isCurveVisible) return;

  const auto draw = [&](QCPGraph* graph, const CurveSeries& points) {
    const PlotExtent x = drawnX();
    const auto thinned = points.thinned(x.low, x.high, columns, scale);
    // A line that fills whole columns looks the same without, at a tenth of the time.
    graph->setAntialiased(ground_ == Ground::Paper || static_cast<int>(thinned.size()) < columns);
    graph->data()->set(graphData(thinned), true);
    return static_cast<int>(thinned.size()) < columns;
  };
  const bool isSparse = draw(line.graph, shownPoints(line));
  QPen pen = line.graph->pen();
  pen.setWidthF(isSparse ? kLineWidth : 1.0);
  line.graph->setPen(pen);
  if (showsPale) draw(line.pale, line.curve.points);
  line.best->data()->clear();
  if (const auto& best = line.curve.best) line.best->addData(best->x, best->y);
}

void CurvePlot::nameCurves() {
  for (const auto& line : lines_) {
    const Panel& part = parts_[static_cast<std::size_t>(line->curve.panel)];
    if (!hasLegendEntry(*line)) {
      line->graph->removeFromLegend(part.legend);
      continue;
    }
    QString name = line->curve.name;
    if (const auto& best = line->curve.best) name = tr("%1, best %2").arg(name, valueText(line->curve.panel, best->y));
    line->graph->setName(name);
    line->graph->addToLegend(part.legend);
    const bool isHidden = !isCurveShown(hidingKey(*line));
    const QColor text = ground_ == Ground::Paper ? Qt::black : palette().color(QPalette::Text);
    part.legend->itemWithPlottable(line->graph)->setTextColor(isHidden ? withAlpha(text, 90) : text);
  }
  for (const int panel : shownPanels()) wrapLegend(parts_[static_cast<std::size_t>(panel)]);
}

/// As many entries in a row as fit.
void CurvePlot::wrapLegend(const Panel& part) {
  constexpr int kGaps = 20;
  const QFontMetrics metrics(part.legend->font());
  int widest = 1;
  for (int i = 0; i < part.legend->itemCount(); ++i) {
    if (auto* entry = qobject_cast<QCPPlottableLegendItem*>(part.legend->item(i))) {
      widest = std::max(widest, metrics.horizontalAdvance(entry->plottable()->name()));
    }
  }
  const int width = ground_ == Ground::Paper ? kPaperWidth : plot_->width();
  const int columns = std::max(1, (width - 100) / (widest + part.legend->iconSize().width() + kGaps));
  if (part.legend->wrap() == columns) return;
  part.legend->setWrap(columns);
  part.legend->setFillOrder(part.legend->fillOrder(), true);
}

}  // namespace macadam
