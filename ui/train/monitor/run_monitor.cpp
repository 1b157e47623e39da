#include "ui/train/monitor/run_monitor.h"

#include "data/split.h"
#include "spec/run_spec_toml.h"
#include "ui/project/run_names.h"
#include "ui/train/monitor/overlay_key.h"
#include "ui/train/monitor/preview_strip.h"
#include "ui/train/monitor/run_header.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <algorithm>
#include <ranges>
#include <utility>

namespace macadam {
namespace {

QString pathText(const std::filesystem::path& path) {
  return QString::fromStdString(path.string());
}

/// How many tiles a run learns labels from; 0 where it does not say.
std::size_t labelledTilesOf(const RunFolder& run) {
  try {
    return loadSplit(run.split()).labelled.size();
  } catch (const Error&) {
    return 0;
  }
}

/// How many of the first of `events` are the last of `known` as well.
std::size_t knownAlready(const std::vector<Event>& events, const std::vector<Event>& known) {
  const auto isSame = [](const Event& one, const Event& other) { return logLine(one) == logLine(other); };
  std::size_t count = std::min(events.size(), known.size());
  while (count > 0 && !std::ranges::equal(events | std::views::take(count),
                                          known | std::views::drop(known.size() - count), isSame)) {
    --count;
  }
  return count;
}

}  // namespace

RunMonitor::RunMonitor(RunController& controller, QWidget* parent) : QWidget(parent), controller_(controller) {
  layOut();
  plotter_.emplace(*plot_);
  connect(runs_, &QComboBox::activated, this,
          [this](int index) { showRun(RunFolder(runs_->itemData(index).toString().toStdString())); });
  connect(&controller_, &RunController::runStarted, this, &RunMonitor::begin);
  connect(&controller_, &RunController::eventsArrived, this, qOverload<const std::vector<Event>&>(&RunMonitor::take));
  connect(&controller_, &RunController::runEnded, this, [this] {
    isLive_ = false;
    showHeader();
    listRuns();
  });
  connect(&controller_, &RunController::stateChanged, this, [this] {
    if (controller_.state() != TrainingState::Idle) return;
    isLive_ = false;  // a run that was let go ends elsewhere
    showHeader();
    listRuns();
  });
  connect(&jobs_, &Jobs::failed, this, [this](const QString&, const QList<Problem>& problems) { failed(problems); });
  listRuns();
  showHeader();
}

void RunMonitor::setDocument(ProjectDocument* document) {
  if (document_ != nullptr) document_->runs().disconnect(this);
  document_ = document;
  previews_->setDocument(document);
  removeOverlays();
  if (!isLive_) {
    reading_.cancel();
    take(Reading());
  }
  if (document != nullptr) {
    connect(&document->runs(), &RunCatalog::changed, this, [this] {
      listRuns();
      showNewestRun();
    });
  }
  listRuns();
  showNewestRun();
}

void RunMonitor::showNewestRun() {
  if (document_ == nullptr || shown_.folder) return;
  if (const auto& training = controller_.currentRun()) return showRun(*training);
  for (const RunRecord& run : document_->runs().runs() | std::views::reverse) {
    if (!run.problem.isEmpty() || run.summary.iterations == 0) continue;
    showRun(run.folder);
    return;
  }
}

void RunMonitor::listRuns() {
  const QSignalBlocker blocker(runs_);
  runs_->clear();
  const auto& training = controller_.currentRun();
  if (training) {
    runs_->addItem(tr("%1 (in training)").arg(QString::fromStdString(training->name())), pathText(training->path()));
  }
  if (document_ != nullptr) {
    for (const RunRecord& run : document_->runs().runs() | std::views::reverse) {
      if (training == run.folder) continue;
      runs_->addItem(runListName(run), pathText(run.folder.path()));
    }
  }
  runs_->setPlaceholderText(runs_->count() > 0 ? tr("Choose a run") : tr("No runs yet – set one up and start it"));
  runs_->setEnabled(runs_->count() > 0);
  runs_->setCurrentIndex(shown_.folder ? runs_->findData(pathText(shown_.folder->path())) : -1);
}

/// A run that goes on after a stop has a past, which is read while its first new events wait.
void RunMonitor::begin(const RunFolder& run, const RunSpec&) {
  showRun(run);
}

void RunMonitor::showRun(const RunFolder& run) {
  notice_->hide();
  Reading empty;
  empty.run.folder = run;
  isLive_ = controller_.currentRun() == run;
  isReading_ = true;
  take(std::move(empty));
  waiting_.clear();
  listRuns();
  reading_.cancel();
  reading_ = jobs_.start<Reading>(
      tr("Reading %1").arg(QString::fromStdString(run.name())), this,
      [run](QPromise<Reading>& promise) { promise.addResult(read(run, PreviewPixels::Load)); },
      [this](Reading reading) {
        isReading_ = false;
        const std::vector<Event> known = reading.log;
        take(std::move(reading));
        takeWaiting(known);
      },
      [this](const QList<Problem>& problems) {
        isReading_ = false;
        failed(problems);
        takeWaiting({});
      });
}

RunMonitor::Reading RunMonitor::read(const RunFolder& run, PreviewPixels pixels) {
  Reading reading;
  reading.run.folder = run;
  reading.run.labelledBatch = loadRunSpec(run.spec()).schedule.labelledBatch;
  reading.run.labelledTiles = labelledTilesOf(run);
  for (Event& event : readMetrics(run.metrics(), pixels)) {
    reading.run.history.add(event);
    if (const auto* preview = std::get_if<PreviewReady>(&event)) reading.previews.add(*preview);
    if (logLine(event)) reading.log.push_back(std::move(event));
  }
  return reading;
}

void RunMonitor::take(Reading reading) {
  plotter_->remove();
  shown_ = std::move(reading.run);
  log_->tell(reading.log);
  previews_->setHistory(std::move(reading.previews));
  redrawPlot();
  plot_->fit();
  showHeader();
}

void RunMonitor::take(const std::vector<Event>& events) {
  if (!isLive_) return;
  if (isReading_) {
    waiting_.insert(waiting_.end(), events.begin(), events.end());
    return;
  }
  for (const Event& event : events) {
    shown_.history.add(event);
    if (const auto* preview = std::get_if<PreviewReady>(&event)) previews_->add(*preview);
    log_->add(event);
  }
  updatePlot();
  showHeader();
}

/// Events may have arrived and be in the file as well: the history replaces what it knows already, the log cannot.
void RunMonitor::takeWaiting(const std::vector<Event>& known) {
  std::vector<Event> told;
  for (Event& event : std::exchange(waiting_, {})) {
    shown_.history.add(event);
    if (const auto* preview = std::get_if<PreviewReady>(&event)) previews_->add(*preview);
    if (logLine(event)) told.push_back(std::move(event));
  }
  for (const Event& event : told | std::views::drop(knownAlready(told, known))) log_->add(event);
  updatePlot();
  showHeader();
}

MonitorAxis RunMonitor::axisOf(const Watched& run) const {
  // A run that has just begun has not written down its split yet; it takes the project's.
  const bool asksProject = run.labelledTiles == 0 && isLive_ && &run == &shown_ && document_ != nullptr;
  return {xAxis_, run.labelledBatch, asksProject ? document_->split().labelled.size() : run.labelledTiles};
}

void RunMonitor::updatePlot() {
  plotter_->update(shown_.history, axisOf(shown_));
  showSections();
}

void RunMonitor::redrawPlot() {
  plotter_->remove();
  for (auto& [folder, overlay] : overlays_) {
    overlay.plotter.remove();
    overlay.plotter.update(overlay.run.history, axisOf(overlay.run));
  }
  updatePlot();
}

void RunMonitor::showSections() {
  std::vector<PlotSection> sections;
  for (const MonitorStage& stage : shown_.history.stages()) {
    sections.push_back({axisOf(shown_).toX(shown_.history, stage.firstIteration), QString::fromStdString(stage.name)});
  }
  plot_->setSections(std::move(sections));
}

void RunMonitor::showEmptyTexts() {
  for (int panel = 0; panel < kMonitorPanels; ++panel) {
    plot_->setEmptyText(panel, whatIsMissing(static_cast<MonitorPanel>(panel)));
  }
}

QString RunMonitor::whatIsMissing(MonitorPanel panel) const {
  if (!shown_.folder) return tr("Set up a run on the left and start it, or choose an earlier one above");
  if (isReading_) return tr("Reading the run…");
  const bool isOfLabels = panel == MonitorPanel::PseudoLabels;
  if (isScore(panel)) {
    if (!isLive_) return tr("This run was not validated");
    const StageStarted& stage = controller_.progress().stage();
    if (stage.totalIterations > 0 && stage.evaluateEvery == 0) return tr("Scores come with the first validation");
    const std::int64_t first = std::min(stage.evaluateEvery, stage.iterations);
    if (stage.totalIterations > 0)
      return tr("The first scores come at iteration %L1").arg(stage.firstIteration - 1 + first);
  }
  if (!isLive_) return isOfLabels ? tr("This run made no pseudo-labels") : tr("This run made no step");
  return isOfLabels ? tr("No pseudo-labels yet: they come with a later stage, where the method makes any")
                    : tr("Waiting for the first step");
}

void RunMonitor::showHeader() {
  showEmptyTexts();
  const bool makesPreviews = isLive_ && controller_.currentSpec().schedule.previewEvery > 0;
  previews_->setEmptyText(!shown_.folder  ? tr("Previews of a validation tile appear here while a run trains")
                          : isReading_    ? tr("Reading the run…")
                          : makesPreviews ? tr("The first preview comes at iteration %L1 of a stage")
                                                .arg(controller_.currentSpec().schedule.previewEvery)
                          : isLive_ ? tr("This run makes no previews")
                                    : tr("This run made no previews"));
  header_->show(shown_.history, isLive_ ? &controller_.progress() : nullptr);
}

void RunMonitor::setPanelShown(int panel, bool isShown) {
  plot_->setPanelShown(panel, isShown);
}

void RunMonitor::setXAxisKind(XAxisKind kind) {
  xAxis_ = kind;
  switch (kind) {
    case XAxisKind::Iteration:
      plot_->setXAxis(tr("Iteration"), PlotXFormat::Count);
      break;
    case XAxisKind::Epoch:
      plot_->setXAxis(tr("Epoch"), PlotXFormat::Number);
      break;
    case XAxisKind::Time:
      plot_->setXAxis(tr("Training time, h:min:s"), PlotXFormat::Duration);
      break;
  }
  if (plotter_) redrawPlot();
  plot_->fit();
}

void RunMonitor::fillOverlayMenu() {
  overlayMenu_->clear();
  if (document_ != nullptr) {
    for (const RunRecord& run : document_->runs().runs() | std::views::reverse) {
      if (shown_.folder == run.folder) continue;
      QAction* action = overlayMenu_->addAction(runListName(run));
      action->setCheckable(true);
      action->setChecked(overlays_.contains(run.folder.path()));
      connect(action, &QAction::toggled, this, [this, folder = run.folder](bool isOn) { overlayRun(folder, isOn); });
    }
  }
  if (overlayMenu_->isEmpty()) overlayMenu_->addAction(tr("No other runs"))->setEnabled(false);
}

void RunMonitor::overlayRun(const RunFolder& run, bool isShown) {
  readingOverlays_[run.path()].cancel();
  if (!isShown) {
    const auto overlay = overlays_.find(run.path());
    if (overlay == overlays_.end()) return;
    overlay->second.plotter.remove();
    overlays_.erase(overlay);
    return showOverlayKey();
  }
  readingOverlays_[run.path()] = jobs_.start<Watched>(
      tr("Reading %1").arg(QString::fromStdString(run.name())), this,
      [run](QPromise<Watched>& promise) { promise.addResult(read(run, PreviewPixels::Skip).run); },
      [this](Watched watched) { addOverlay(std::move(watched)); });
}

/// As short as tells it from the project's other runs.
QString RunMonitor::overlayName(const RunFolder& run) const {
  const RunRecord* record = document_ == nullptr ? nullptr : document_->runs().find(run);
  if (record != nullptr && !record->notes.title.empty()) return runName(*record, document_->runs().runs());
  const QString name = nameWithoutDate(run);
  const auto isOther = [&](const RunRecord& other) {
    return other.folder != run && nameWithoutDate(other.folder) == name;
  };
  if (document_ == nullptr || std::ranges::none_of(document_->runs().runs(), isOther)) return name;
  return pathText(run.path().lexically_relative(document_->runs().folder()));
}

/// The one that the fewest overlays have.
Qt::PenStyle RunMonitor::freeOverlayStyle() const {
  static constexpr Qt::PenStyle kStyles[] = {Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
  return *std::ranges::min_element(kStyles, {}, [&](Qt::PenStyle style) {
    return std::ranges::count(overlays_ | std::views::values, style, &Overlay::style);
  });
}

void RunMonitor::addOverlay(Watched run) {
  const std::filesystem::path folder = run.folder->path();
  if (overlays_.contains(folder)) return;
  const QString name = overlayName(*run.folder);
  const Qt::PenStyle style = freeOverlayStyle();
  HistoryPlotter plotter(*plot_, pathText(folder), name, style);
  Overlay& overlay =
      overlays_.try_emplace(folder, Overlay{std::move(run), name, style, std::move(plotter)}).first->second;
  overlay.plotter.update(overlay.run.history, axisOf(overlay.run));
  showOverlayKey();
}

void RunMonitor::removeOverlays() {
  for (auto& [folder, reading] : readingOverlays_) reading.cancel();
  readingOverlays_.clear();
  for (auto& [folder, overlay] : overlays_) overlay.plotter.remove();
  overlays_.clear();
  showOverlayKey();
}

void RunMonitor::showOverlayKey() {
  QList<OverlayEntry> entries;
  for (const auto& [folder, overlay] : overlays_) entries.append({overlay.style, overlay.name});
  overlayKey_->setEntries(entries);
}

void RunMonitor::exportCurves(PlotFile kind) {
  const QString name = shown_.folder ? QString::fromStdString(shown_.folder->name()) : tr("curves");
  exportPlot(*plot_, kind, shown_.folder ? nameWithoutDate(*shown_.folder) : QString(), name, jobs_);
}

void RunMonitor::failed(const QList<Problem>& problems) {
  QStringList lines;
  for (const Problem& problem : problems) {
    lines.append(QString::fromStdString(problem.where + ": " + problem.what + "; " + problem.remedy));
  }
  notice_->setText(lines.join('\n'));
  notice_->show();
}

}  // namespace macadam
