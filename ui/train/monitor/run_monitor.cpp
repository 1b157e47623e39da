#include "ui/train/monitor/run_monitor.h"

#include "ui/project/run_names.h"
#include "ui/train/monitor/plot_controls.h"
#include "ui/train/monitor/preview_strip.h"
#include "ui/train/monitor/run_header.h"
#include "ui/train/monitor/run_overlays.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <filesystem>
#include <ranges>
#include <utility>

namespace macadam {
namespace {

QString pathText(const std::filesystem::path& path) {
  return QString::fromStdString(path.string());
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

RunMonitor::~RunMonitor() = default;

void RunMonitor::addActions() {
  QWidget::addActions({controls_->fit(), controls_->logarithmic()});
  exports_ = {addExport("export-png", tr("Export curves as PNG…"), {"Ctrl+Alt+I"},
                        tr("Save the curves on white, as a picture"), PlotFile::Png),
              addExport("export-pdf", tr("Export curves as PDF…"), {"Ctrl+Alt+P"},
                        tr("Save the curves on white, for a paper"), PlotFile::Pdf),
              addExport("export-csv", tr("Export values as CSV…"), {"Ctrl+Alt+V"},
                        tr("Save the values of all curves as a table"), PlotFile::Csv)};
  addAction(controls_->plots());
}

QAction* RunMonitor::addExport(const QString& name, const QString& text, const QKeySequence& keys, const QString& tip,
                               PlotFile kind) {
  auto* action = new QAction(text, this);
  action->setObjectName("monitor-" + name);
  action->setShortcut(keys);
  action->setStatusTip(tip);
  action->setToolTip(tip);
  connect(action, &QAction::triggered, this, [this, kind] { exportCurves(kind); });
  addAction(action);
  return action;
}

QWidget* RunMonitor::makeRunRow() {
  auto* row = new QWidget(this);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(8, 6, 8, 2);
  runs_ = new QComboBox(row);
  runs_->setAccessibleName(tr("Run"));
  runs_->setToolTip(tr("The run in training, or an earlier one"));
  runs_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  runs_->setMinimumContentsLength(28);
  auto* overlayMenu = new QMenu(this);
  connect(overlayMenu, &QMenu::aboutToShow, this,
          [this, overlayMenu] { overlays_->fillMenu(*overlayMenu, shown_.folder); });
  auto* exportMenu = new QMenu(this);
  exportMenu->addActions(exports_);
  layout->addWidget(runs_, 1);
  layout->addWidget(menuButton(tr("Overlay"), tr("Lay earlier runs over the curves, dashed"), overlayMenu, row));
  layout->addWidget(menuButton(tr("Export"), tr("Save curves or values"), exportMenu, row));
  return row;
}

void RunMonitor::layOut() {
  plot_ = new CurvePlot(this);
  plot_->setPanels(monitorPanels());
  overlays_ = std::make_unique<RunOverlays>(*plot_, jobs_);
  header_ = new RunHeader(this);
  previews_ = new PreviewStrip(jobs_, this);
  log_ = new LogPanel(this);
  notice_ = new QLabel(this);
  notice_->setWordWrap(true);
  notice_->setMargin(8);
  notice_->hide();

  auto* upper = new QWidget(this);
  auto* upperLayout = new QVBoxLayout(upper);
  upperLayout->setContentsMargins(0, 0, 0, 0);
  upperLayout->setSpacing(0);
  controls_ = new PlotControls(*plot_, this);
  addActions();
  upperLayout->addWidget(controls_);
  upperLayout->addWidget(plot_, 1);
  lowerSplitter_ = new QSplitter(Qt::Horizontal, this);
  lowerSplitter_->addWidget(previews_);
  lowerSplitter_->addWidget(log_);
  lowerSplitter_->setSizes({560, 320});
  splitter_ = new QSplitter(Qt::Vertical, this);
  splitter_->addWidget(upper);
  splitter_->addWidget(lowerSplitter_);
  splitter_->setSizes({520, 180});
  splitter_->setStretchFactor(0, 1);
  splitter_->setChildrenCollapsible(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(makeRunRow());
  layout->addWidget(header_);
  layout->addWidget(notice_);
  layout->addWidget(splitter_, 1);

  connect(controls_, &PlotControls::xAxisChosen, this, &RunMonitor::setXAxisKind);
  connect(overlays_.get(), &RunOverlays::changed, this, [this] { controls_->setOverlays(overlays_->key()); });
  setXAxisKind(XAxisKind::Iteration);
}

void RunMonitor::setDocument(ProjectDocument* document) {
  if (document_ != nullptr) document_->runs().disconnect(this);
  document_ = document;
  previews_->setDocument(document);
  overlays_->setCatalog(document != nullptr ? &document->runs() : nullptr);
  if (!isLive_) {
    reading_.cancel();
    take(RunReading());
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
  RunReading empty;
  empty.run.folder = run;
  isLive_ = controller_.currentRun() == run;
  isReading_ = true;
  take(std::move(empty));
  waiting_.clear();
  listRuns();
  reading_.cancel();
  reading_ = jobs_.start<RunReading>(
      tr("Reading %1").arg(QString::fromStdString(run.name())), this,
      [run](QPromise<RunReading>& promise) { promise.addResult(readRun(run, PreviewPixels::Load)); },
      [this](RunReading reading) {
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

void RunMonitor::take(RunReading reading) {
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

MonitorAxis RunMonitor::axis() const {
  MonitorAxis axis = shown_.axis(xAxis_);
  // A run that has just begun has not written down its split yet; it takes the project's.
  const bool asksProject = axis.labelledTiles == 0 && isLive_ && document_ != nullptr;
  if (asksProject) axis.labelledTiles = document_->split().labelled.size();
  return axis;
}

void RunMonitor::updatePlot() {
  plotter_->update(shown_.history, axis());
  showSections();
}

void RunMonitor::redrawPlot() {
  plotter_->remove();
  overlays_->redraw();
  updatePlot();
}

void RunMonitor::showSections() {
  std::vector<PlotSection> sections;
  for (const MonitorStage& stage : shown_.history.stages()) {
    sections.push_back({axis().toX(shown_.history, stage.firstIteration), QString::fromStdString(stage.name)});
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

void RunMonitor::setXAxisKind(XAxisKind kind) {
  xAxis_ = kind;
  overlays_->setXAxis(kind);
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

void RunMonitor::overlayRun(const RunFolder& run, bool isShown) {
  if (isShown) {
    overlays_->show(run);
  } else {
    overlays_->remove(run);
  }
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

void RunMonitor::saveState() const {
  QSettings settings;
  settings.beginGroup("train/monitor");
  settings.setValue("splitter", splitter_->saveState());
  settings.setValue("lowerSplitter", lowerSplitter_->saveState());
  controls_->saveState(settings);
}

void RunMonitor::restoreState() {
  QSettings settings;
  settings.beginGroup("train/monitor");
  splitter_->restoreState(settings.value("splitter").toByteArray());
  lowerSplitter_->restoreState(settings.value("lowerSplitter").toByteArray());
  controls_->restoreState(settings);
}

}  // namespace macadam
