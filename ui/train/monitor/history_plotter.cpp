#include "ui/train/monitor/history_plotter.h"

#include "ui/project/curve_look.h"
#include "ui/project/network_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <optional>

namespace macadam {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("RunMonitor", text);
}

/// The value of the weights that are kept, on the line of the network's training.
std::optional<PlotPoint> bestOf(const MonitorCurve& curve, const RunHistory& run, const MonitorAxis& axis) {
  const KeptScore* kept = isScore(curve.panel) && !curve.isFrozen ? run.kept(curve.name) : nullptr;
  if (kept == nullptr || kept->iteration == 0) return std::nullopt;
  const double value = scoreIn(curve.panel, kept->metrics);
  if (!std::isfinite(value)) return std::nullopt;
  return PlotPoint{axis.toX(run, kept->iteration), value};
}

/// Whether it is a total of one term, which is drawn anyway.
bool repeatsATerm(const MonitorCurve& curve, const RunHistory& run) {
  if (curve.panel != MonitorPanel::Loss || curve.name != "total") return false;
  return std::ranges::any_of(run.curves(), [&](const MonitorCurve& term) {
    return &term != &curve && term.panel == curve.panel && term.iterations == curve.iterations &&
           term.values == curve.values;
  });
}

}  // namespace

QString panelName(MonitorPanel panel) {
  if (const Measure* measure = measureIn(panel)) return tr(measure->title);
  if (panel == MonitorPanel::PseudoLabels) return tr("Pseudo-labels");
  return panel == MonitorPanel::LearningRate ? tr("Learning rate") : tr("Loss");
}

std::vector<PlotPanel> monitorPanels() {
  std::vector<PlotPanel> panels;
  for (int i = 0; i < kMonitorPanels; ++i) {
    const auto panel = static_cast<MonitorPanel>(i);
    const QString name = panelName(panel);
    if (panel == MonitorPanel::Loss) {
      panels.push_back({.title = name, .decimals = 4, .unit = {}});
    } else if (panel == MonitorPanel::LearningRate) {
      panels.push_back({.title = name, .decimals = 5, .unit = {}});
    } else {
      panels.push_back(
          {.title = tr("%1, %").arg(name), .decimals = 1, .unit = QStringLiteral(" %"), .followsLogarithm = false});
    }
  }
  return panels;
}

void HistoryPlotter::update(const RunHistory& run, const MonitorAxis& axis) {
  if (revision_ != run.revision()) remove();
  revision_ = run.revision();
  for (const MonitorCurve& curve : run.curves()) {
    const QString key = prefix_ + QString::fromStdString(curve.key());
    const auto drawn = drawn_.find(key);
    if (drawn == drawn_.end()) {
      if (repeatsATerm(curve, run)) continue;
      addCurve(curve, run, axis);
      drawn_[key] = curve.values.size();
      continue;
    }
    for (std::size_t& i = drawn->second; i < curve.values.size(); ++i) {
      const double x = axis.toX(run, curve.iterations[i]);
      if (breaksBefore(run, curve, i)) plot_.appendBreak(key, x);
      plot_.append(key, x, curve.values[i]);
    }
    plot_.setBest(key, bestOf(curve, run, axis));
  }
}

void HistoryPlotter::remove() {
  for (const auto& [key, count] : drawn_) plot_.removeCurve(key);
  drawn_.clear();
}

void HistoryPlotter::addCurve(const MonitorCurve& curve, const RunHistory& run, const MonitorAxis& axis) {
  const QString name = curve.isFrozen ? tr("%1, frozen").arg(networkWords(curve.name)) : networkWords(curve.name);
  MonitorCurve shownWith = curve;
  shownWith.isFrozen = false;
  const bool isOwn = prefix_.isEmpty() && !curve.isFrozen;
  plot_.setCurve({.key = prefix_ + QString::fromStdString(curve.key()),
                  .name = name_.isEmpty() ? name : QString("%1 (%2)").arg(name, name_),
                  .panel = static_cast<int>(curve.panel),
                  .colour = curveColour(curve),
                  .style = style_,
                  .smooths = curve.panel == MonitorPanel::Loss || curve.panel == MonitorPanel::PseudoLabels,
                  .marksPoints = isScore(curve.panel) && !curve.isFrozen,
                  .best = bestOf(curve, run, axis),
                  .companionOf = isOwn ? QString() : QString::fromStdString(shownWith.key()),
                  .points = seriesOf(run, curve, [&](std::int64_t iteration) { return axis.toX(run, iteration); })});
}

}  // namespace macadam
