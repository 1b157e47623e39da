#include "ui/train/monitor/run_overlays.h"

#include "ui/project/run_names.h"

#include <QAction>
#include <QMenu>
#include <algorithm>
#include <ranges>
#include <utility>

namespace macadam {
namespace {

QString pathText(const std::filesystem::path& path) {
  return QString::fromStdString(path.string());
}

}  // namespace

void RunOverlays::setCatalog(const RunCatalog* catalog) {
  catalog_ = catalog;
  for (auto& [folder, reading] : reading_) reading.cancel();
  reading_.clear();
  for (auto& [folder, overlay] : overlays_) overlay.plotter.remove();
  overlays_.clear();
  Q_EMIT changed();
}

void RunOverlays::show(const RunFolder& run) {
  reading_[run.path()].cancel();
  reading_[run.path()] = jobs_.start<WatchedRun>(
      tr("Reading %1").arg(QString::fromStdString(run.name())), this,
      [run](QPromise<WatchedRun>& promise) { promise.addResult(readRun(run, PreviewPixels::Skip).run); },
      [this](WatchedRun watched) { add(std::move(watched)); });
}

void RunOverlays::remove(const RunFolder& run) {
  reading_[run.path()].cancel();
  const auto overlay = overlays_.find(run.path());
  if (overlay == overlays_.end()) return;
  overlay->second.plotter.remove();
  overlays_.erase(overlay);
  Q_EMIT changed();
}

void RunOverlays::redraw() {
  for (auto& [folder, overlay] : overlays_) {
    overlay.plotter.remove();
    overlay.plotter.update(overlay.run.history, overlay.run.axis(xAxis_));
  }
}

void RunOverlays::fillMenu(QMenu& menu, const std::optional<RunFolder>& except) {
  menu.clear();
  if (catalog_ != nullptr) {
    for (const RunRecord& run : catalog_->runs() | std::views::reverse) {
      if (except == run.folder) continue;
      QAction* action = menu.addAction(runListName(run));
      action->setCheckable(true);
      action->setChecked(overlays_.contains(run.folder.path()));
      connect(action, &QAction::toggled, this,
              [this, folder = run.folder](bool isOn) { isOn ? show(folder) : remove(folder); });
    }
  }
  if (menu.isEmpty()) menu.addAction(tr("No other runs"))->setEnabled(false);
}

QList<OverlayEntry> RunOverlays::key() const {
  QList<OverlayEntry> entries;
  for (const auto& [folder, overlay] : overlays_) entries.append({overlay.style, overlay.name});
  return entries;
}

/// As short as tells it from the project's other runs.
QString RunOverlays::nameOf(const RunFolder& run) const {
  const RunRecord* record = catalog_ == nullptr ? nullptr : catalog_->find(run);
  if (record != nullptr && !record->notes.title.empty()) return runName(*record, catalog_->runs());
  const QString name = nameWithoutDate(run);
  const auto isOther = [&](const RunRecord& other) {
    return other.folder != run && nameWithoutDate(other.folder) == name;
  };
  if (catalog_ == nullptr || std::ranges::none_of(catalog_->runs(), isOther)) return name;
  return pathText(run.path().lexically_relative(catalog_->folder()));
}

/// The one that the fewest overlays have.
Qt::PenStyle RunOverlays::freeStyle() const {
  static constexpr Qt::PenStyle kStyles[] = {Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
  return *std::ranges::min_element(kStyles, {}, [&](Qt::PenStyle style) {
    return std::ranges::count(overlays_ | std::views::values, style, &Overlay::style);
  });
}

void RunOverlays::add(WatchedRun run) {
  const std::filesystem::path folder = run.folder->path();
  if (overlays_.contains(folder)) return;
  const QString name = nameOf(*run.folder);
  const Qt::PenStyle style = freeStyle();
  HistoryPlotter plotter(plot_, pathText(folder), name, style);
  Overlay& overlay =
      overlays_.try_emplace(folder, Overlay{std::move(run), name, style, std::move(plotter)}).first->second;
  overlay.plotter.update(overlay.run.history, overlay.run.axis(xAxis_));
  Q_EMIT changed();
}

}  // namespace macadam
