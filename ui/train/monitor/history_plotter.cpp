#include "ui/train/monitor/history_plotter.h"

#include "ui/project/network_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <string_view>

namespace macadam {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("RunMonitor", text);
}

bool isScore(MonitorPanel panel) {
  return panel == MonitorPanel::Iou || panel == MonitorPanel::F1 || panel == MonitorPanel::Precision ||
         panel == MonitorPanel::Recall;
}

/// A network has one colour in all runs, so that those laid over each other can be compared.
int colourOf(const MonitorCurve& curve, const RunHistory& run) {
  static constexpr std::array<std::string_view, 4> kNetworks{"student", "teacher1", "teacher2", "student2"};
  if (isScore(curve.panel)) return static_cast<int>(std::ranges::find(kNetworks, curve.name) - kNetworks.begin());
  int index = 0;
  for (const MonitorCurve& other : run.curves()) {
    if (other.panel != curve.panel) continue;
    if (other.name == curve.name) return index;
    ++index;
  }
  return index;
}

}  // namespace

std::vector<PlotPanel> monitorPanels() {
  const auto score = [](const QString& title) {
    return PlotPanel{.title = title, .decimals = 1, .unit = QStringLiteral(" %"), .followsLogarithm = false};
  };
  return {{.title = tr("Loss"), .decimals = 4, .unit = {}},
          score(tr("IoU, %")),
          score(tr("F1, %")),
          score(tr("Precision, %")),
          score(tr("Recall, %")),
          score(tr("Pseudo-labels, %")),
          {.title = tr("Learning rate"), .decimals = 5, .unit = {}}};
}

void HistoryPlotter::update(const RunHistory& run, const MonitorAxis& axis) {
  if (revision_ != run.revision()) remove();
  revision_ = run.revision();
  for (const MonitorCurve& curve : run.curves()) {
    const QString key = prefix_ + QString::fromStdString(curve.key());
    const auto drawn = drawn_.find(key);
    if (drawn == drawn_.end()) {
      addCurve(curve, run, axis);
      drawn_[key] = curve.values.size();
      continue;
    }
    for (std::size_t& i = drawn->second; i < curve.values.size(); ++i) {
      plot_.append(key, axis.toX(run, curve.iterations[i]), curve.values[i]);
    }
  }
}

void HistoryPlotter::remove() {
  for (const auto& [key, count] : drawn_) plot_.removeCurve(key);
  drawn_.clear();
}

void HistoryPlotter::addCurve(const MonitorCurve& curve, const RunHistory& run, const MonitorAxis& axis) {
  const QString name = networkWords(curve.name);
  PlotCurve line{.key = prefix_ + QString::fromStdString(curve.key()),
                 .name = name_.isEmpty() ? name : QString("%1 (%2)").arg(name, name_),
                 .panel = static_cast<int>(curve.panel),
                 .colour = colourOf(curve, run),
                 .style = style_,
                 .smooths = curve.panel == MonitorPanel::Loss || curve.panel == MonitorPanel::PseudoLabels,
                 .marksPoints = isScore(curve.panel),
                 .best = isScore(curve.panel) ? BestValue::Highest : BestValue::None,
                 .companionOf = prefix_.isEmpty() ? QString() : QString::fromStdString(curve.key())};
  line.points.reserve(curve.values.size());
  for (std::size_t i = 0; i < curve.values.size(); ++i) {
    line.points.append(axis.toX(run, curve.iterations[i]), curve.values[i]);
  }
  plot_.setCurve(std::move(line));
}

}  // namespace macadam
