#include "ui/widgets/plot/plot_lines.h"

#include "ui/widgets/plot/plot_curves.h"
#include "ui/widgets/plot/plot_look.h"
#include "ui/widgets/plot/plot_panels.h"
#include "ui/widgets/plot/plot_words.h"
#include "ui/widgets/qcustomplot.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <algorithm>

namespace macadam {
namespace {

constexpr int kPaleAlpha = 64;
constexpr int kHiddenAlpha = 90;  ///< Of names.
constexpr double kLineWidth = 1.5;

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

}  // namespace

void PlotLines::add(const PlotCurve& curve) {
  Graphs& graphs = graphs_[curve.key];
  graphs.pale = addGraph(curve.panel);
  graphs.line = addGraph(curve.panel);
  if (curve.marksPoints) graphs.line->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, 4));
  graphs.best = addGraph(curve.panel);
  graphs.best->setLineStyle(QCPGraph::lsNone);
}

QCPGraph* PlotLines::addGraph(int panel) {
  QCPGraph* graph = plot_.addGraph(&panels_.x(panel), &panels_.y(panel));
  graph->setAdaptiveSampling(false);  // the points are thinned already
  graph->removeFromLegend();
  return graph;
}

void PlotLines::remove(const QString& key) {
  const auto found = graphs_.find(key);
  if (found == graphs_.end()) return;
  const Graphs& graphs = found->second;
  for (QCPGraph* graph : {graphs.pale, graphs.line, graphs.best}) {
    for (int panel = 0; panel < panels_.count(); ++panel) graph->removeFromLegend(&panels_.legend(panel));
    plot_.removeGraph(graph);
  }
  graphs_.erase(found);
}

void PlotLines::clear() {
  while (!graphs_.empty()) remove(QString(graphs_.begin()->first));
}

void PlotLines::apply(const PlotLook& look) {
  for (const SmoothedCurve& each : curves_.all()) {
    const auto graphs = graphs_.find(each.curve.key);
    if (graphs == graphs_.end()) continue;
    const auto& [pale, line, best] = graphs->second;
    const QColor colour = Theme::instance().series(each.curve.colour, look.ground);
    line->setPen(QPen(colour, kLineWidth, each.curve.style));
    pale->setPen(QPen(withAlpha(colour, kPaleAlpha), 1));
    best->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDiamond, look.text, colour, 10));
  }
}

void PlotLines::fill(PlotExtent x, const PlotLook& look) {
  for (const SmoothedCurve& each : curves_.all()) {
    if (panels_.isShown(each.curve.panel)) fill(each, x, look);
  }
}

void PlotLines::fill(const SmoothedCurve& each, PlotExtent x, const PlotLook& look) {
  const auto& [pale, line, best] = graphs_.at(each.curve.key);
  const bool isShown = curves_.isShown(each.curve);
  const bool showsPale = isShown && curves_.isSmoothed(each);
  line->setVisible(isShown);
  pale->setVisible(showsPale);
  best->setVisible(isShown);
  if (!isShown) return;

  const int columns = std::max(1, panels_.rect(each.curve.panel).width());
  const PlotScale scale = panels_.scaleOf(each.curve.panel);
  const auto draw = [&](QCPGraph* graph, const CurveSeries& points) {
    const auto thinned = points.thinned(x.low, x.high, columns, scale);
    const bool isSparse = static_cast<int>(thinned.size()) < columns;
    // A line that fills whole columns looks the same without, at a tenth of the time.
    graph->setAntialiased(look.ground == Ground::Paper || isSparse);
    graph->data()->set(graphData(thinned), true);
    return isSparse;
  };
  const bool isSparse = draw(line, curves_.shownPoints(each));
  QPen pen = line->pen();
  pen.setWidthF(isSparse ? kLineWidth : 1.0);
  line->setPen(pen);
  if (showsPale) draw(pale, each.curve.points);
  best->data()->clear();
  if (const auto& point = each.curve.best) best->addData(point->x, point->y);
}

/// In the window companions are named by the read-out, and what is hidden can be shown again; paper has neither.
bool PlotLines::hasLegendEntry(const PlotCurve& curve, const PlotLook& look) const {
  if (look.ground == Ground::Paper) return panels_.isShown(curve.panel) && curves_.isShown(curve);
  return !curves_.isCompanion(curve);
}

void PlotLines::name(const PlotLook& look) {
  for (const SmoothedCurve& each : curves_.all()) {
    const PlotCurve& curve = each.curve;
    QCPGraph* line = graphs_.at(curve.key).line;
    QCPLegend& legend = panels_.legend(curve.panel);
    if (!hasLegendEntry(curve, look)) {
      line->removeFromLegend(&legend);
      continue;
    }
    const auto& best = curve.best;
    line->setName(best ? QCoreApplication::translate("CurvePlot", "%1, best %2")
                             .arg(curve.name, valueText(best->y, panels_[curve.panel]))
                       : curve.name);
    line->addToLegend(&legend);
    legend.itemWithPlottable(line)->setTextColor(curves_.isShown(curve) ? look.text
                                                                        : withAlpha(look.text, kHiddenAlpha));
  }
}

QString PlotLines::keyOf(const QCPAbstractPlottable* plottable) const {
  const auto found = std::ranges::find(graphs_, plottable, [](const auto& each) { return each.second.line; });
  return found == graphs_.end() ? QString() : found->first;
}

}  // namespace macadam
