#include "ui/train/train_page.h"

#include "ui/project/mend_split.h"
#include "ui/project/project_document.h"
#include "ui/train/control_bar.h"
#include "ui/train/monitor/run_monitor.h"
#include "ui/train/queue_panel.h"
#include "ui/train/resume_dialog.h"
#include "ui/train/run_set_up.h"
#include "ui/train/spec_form.h"
#include "ui/train/suite_dialog.h"
#include "ui/train/train_actions.h"
#include "ui/train/train_again_question.h"
#include "ui/widgets/finding_list.h"
#include "ui/widgets/plain_keys.h"

#include <QAction>
#include <QApplication>
#include <QMessageBox>
#include <QPointer>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <ranges>
#include <utility>

namespace macadam {
namespace {

/// Empty where one is drawn when a run starts.
std::optional<Split> splitOf(const ProjectDocument& document) {
  return document.project().activeSplit.empty() ? std::nullopt : std::optional(document.split());
}

}  // namespace

TrainPage::TrainPage(Jobs& jobs, EngineAccess engine, RunController& controller, QWidget* parent)
    : Page(parent),
      controller_(controller),
      actions_(new TrainActions(*this, controller)),
      setUp_(new RunSetUp(jobs, std::move(engine),
                          {actions_->estimate(), actions_->openSettings(), actions_->saveSettings()}, this)) {
  layOut();
  connectActions();
  connectAll();
  showState();
}

/// Its parts lose the keyboard when it is no page any more.
TrainPage::~TrainPage() {
  qApp->disconnect(this);
}

QUndoStack* TrainPage::undoStack() {
  return &setUp_->form().history();
}

SpecForm& TrainPage::form() {
  return setUp_->form();
}

void TrainPage::layOut() {
  bar_ =
      new ControlBar(controller_, actions_->start(), actions_->pause(), actions_->stop(), actions_->startNext(), this);
  bar_->addChoices(actions_->startInBackground(), actions_->stopAtCheckpoint(), actions_->moveToBackground(),
                   actions_->takeOver());
  queue_ = new QueuePanel(controller_, actions_->startNext(), actions_->addSuite(), this);
  monitor_ = new RunMonitor(controller_, this);
  addSeparator();
  plainKeys().allowIn(*queue_);
  addActions(queue_->listActions());
  addSeparator();
  addActions(monitor_->monitorActions());

  leftSplitter_ = new QSplitter(Qt::Vertical, this);
  leftSplitter_->addWidget(setUp_);
  leftSplitter_->addWidget(queue_);
  leftSplitter_->setStretchFactor(0, 1);
  leftSplitter_->setChildrenCollapsible(false);
  leftSplitter_->setSizes({600, 110});
  splitter_ = new QSplitter(Qt::Horizontal, this);
  splitter_->addWidget(leftSplitter_);
  splitter_->addWidget(monitor_);
  splitter_->setStretchFactor(1, 1);
  splitter_->setChildrenCollapsible(false);
  splitter_->setSizes({400, 880});
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(bar_);
  layout->addWidget(splitter_, 1);
}

void TrainPage::addSeparator() {
  auto* separator = new QAction(this);
  separator->setSeparator(true);
  addAction(separator);
}

void TrainPage::connectActions() {
  connect(actions_, &TrainActions::accessChanged, this, &TrainPage::showState);
  connect(actions_, &TrainActions::startWished, this, &TrainPage::start);
  connect(actions_, &TrainActions::resumeWished, this, [this] { resumeRun(); });
  connect(actions_, &TrainActions::suiteWished, this, &TrainPage::addSuite);
  connect(actions_, &TrainActions::estimateWished, setUp_, &RunSetUp::estimate);
  connect(actions_, &TrainActions::openSettingsWished, setUp_, &RunSetUp::openSettings);
  connect(actions_, &TrainActions::saveSettingsWished, setUp_, &RunSetUp::saveSettings);
}

void TrainPage::showState() {
  actions_->show({.name = setUp_->form().spec().name,
                  .whyNoEstimate = setUp_->whyNoEstimate(),
                  .canResumeRuns = !resumableRuns().empty()});
}

void TrainPage::connectAll() {
  connect(&controller_, &RunController::stateChanged, this, &TrainPage::showState);
  connect(&controller_, &RunController::queueChanged, this, &TrainPage::showState);
  connect(bar_, &ControlBar::problemChosen, this,
          [this](const Problem& problem) { setUp_->form().showField(problem.where); });
  connect(&controller_, &RunController::runStarted, this, [this] {
    actions_->setStopped(std::nullopt);
    showState();
  });
  connect(&controller_, &RunController::runEnded, this, [this](const RunFolder& run, const RunFinished& ending) {
    if (ending.ending == Ending::Stopped) actions_->setStopped(run);
    showState();
  });
  connect(qApp, &QApplication::focusChanged, this, &TrainPage::keepFocus);
  connect(setUp_, &RunSetUp::changed, this, &TrainPage::showState);
  connect(setUp_, &RunSetUp::message, this, &TrainPage::message);
  connect(setUp_, &RunSetUp::mendWished, this, [this](const Finding& finding) {
    if (document_ != nullptr && !mendSplit(*document_, finding.fix)) Q_EMIT mendWished(finding);
  });
}

void TrainPage::setDocument(ProjectDocument* document) {
  if (document_ != nullptr) {
    document_->disconnect(this);
    document_->runs().disconnect(this);
  }
  document_ = document;
  actions_->setDocument(document);
  bar_->forgetNews();
  if (document != nullptr) connect(&document->runs(), &RunCatalog::changed, this, &TrainPage::showState);
  setUp_->setDocument(document);
  monitor_->setDocument(document);
  showState();
}

/// A control that has started or ended training and can do nothing more leaves the keyboard to Pause while something
/// trains, and to the page otherwise: not to whatever comes next.
void TrainPage::keepFocus(const QWidget* lost) {
  const bool starts = bar_->isAncestorOf(lost) || setUp_->estimates(lost);
  if (!starts || !isVisible() || (lost->isEnabled() && lost->isVisible())) return;
  if (controller_.state() != TrainingState::Idle) {
    bar_->takeFocus();
  } else {
    setFocus();
  }
}

void TrainPage::showSpec(const RunSpec& spec) {
  setUp_->showSpec(spec, tr("Run %1").arg(QString::fromStdString(spec.name)));
  Q_EMIT message(
      tr("The settings of %1 are in the form; change what you like and start").arg(QString::fromStdString(spec.name)));
}

void TrainPage::trainAgain(const RunSpec& spec) {
  setUp_->showSpec(spec, tr("Run %1").arg(QString::fromStdString(spec.name)));
  if (document_ == nullptr) return;
  if (!form().problems().empty() || !document_->obstacle().isEmpty()) return startCurrent();  // which says so
  const bool waits = controller_.state() != TrainingState::Idle;
  askToTrainAgain(form().spec(), *document_, waits ? tr("Add to queue") : tr("Start"), *this,
                  [this, document = QPointer(document_)] {
                    if (document != nullptr && document == document_) startCurrent();
                  });
}

void TrainPage::start(TrainingPlace place) {
  if (document_ == nullptr) return;
  SpecForm& form = setUp_->form();
  if (!form.problems().empty()) {
    Q_EMIT message(tr("This cannot train yet. %1").arg(form.showFirstProblem()));
    return;
  }
  setUp_->saveDraft();
  whenChecked(form.spec(),
              [this, place, runs = document_->project().runs(), split = splitOf(*document_)](const RunSpec& spec) {
                whenSaved([this, run = NewRun{spec, runs, split, place}] { controller_.start(run); });
              });
}

/// Says so.
bool TrainPage::isStillChecking() {
  if (setUp_->isChecking()) {
    Q_EMIT message(tr("What was started last is still being checked; start this when that is done"));
  }
  return setUp_->isChecking();
}

/// Goes by the same list as the command line, and asks where the labels are unlikely; the settings keep the answer.
/// @param then gets them where they may be trained in the project of now.
void TrainPage::whenChecked(const RunSpec& spec, std::function<void(const RunSpec&)> then) {
  if (isStillChecking()) return;
  const LabelCounts labelled = labelCountsOf(*document_->dataset(), document_->split().labelled);
  const auto doubt = labelled.all() > 0 ? unlikelyShare(labelled, "the masks of the labelled tiles") : std::nullopt;
  setUp_->check(
      spec, [this, spec, then = std::move(then), doubt, document = document_](const std::vector<Finding>& findings) {
        RunSpec settings = spec;
        if (mayStart(settings, findings, doubt) && document != nullptr && document == document_) then(settings);
      });
}

/// @returns false where it is not to be trained.
bool TrainPage::mayStart(RunSpec& spec, const std::vector<Finding>& findings, const std::optional<Problem>& doubt) {
  const std::vector<Problem> obstacles = obstaclesIn(findings);
  if (obstacles.empty()) return true;
  if (obstacles.size() > 1 || obstacles.front() != doubt) {
    setUp_->showObstacles();
    Q_EMIT message(tr("This cannot train yet. %1").arg(findingText(findings.front())));
    return false;
  }
  const QString text =
      QString::fromStdString(describe({doubt->where, doubt->what, ""})) + ".\n\n" + tr("Train all the same?");
  spec.data.acceptUnlikelyMasks =
      QMessageBox::question(this, tr("Unlikely masks"), text, QMessageBox::Yes | QMessageBox::No, QMessageBox::No) ==
      QMessageBox::Yes;
  return spec.data.acceptUnlikelyMasks;
}

std::vector<RunRecord> TrainPage::resumableRuns() const {
  std::vector<RunRecord> runs;
  if (document_ == nullptr) return runs;
  for (const RunRecord& run : document_->runs().runs() | std::views::reverse) {
    if (canResume(run) && !controller_.isTaken(run.folder)) runs.push_back(run);
  }
  return runs;
}

void TrainPage::resumeRun(const std::optional<RunFolder>& run) {
  const std::vector<RunRecord> runs = resumableRuns();
  if (run && std::ranges::find(runs, *run, &RunRecord::folder) == runs.end()) {
    const QString text = controller_.isTaken(*run) ? tr("%1 is in training or waits in the queue already")
                                                   : tr("%1 cannot go on: another program trains it, or it has gone");
    Q_EMIT message(text.arg(QString::fromStdString(run->name())));
    return;
  }
  ResumeDialog dialog(runs, this);
  if (run) dialog.choose(*run);
  const QPointer<ProjectDocument> document = document_;
  if (dialog.exec() != QDialog::Accepted || document == nullptr || document != document_) return;
  if (const std::optional<ResumedRun> chosen = dialog.chosen()) controller_.resumeRuns({*chosen});
}

void TrainPage::addSuite() {
  if (document_ == nullptr || isStillChecking()) return;
  QStringList taken;
  for (const RunRecord& run : document_->runs().runs()) {
    const std::filesystem::path folder = run.folder.path().parent_path();
    if (folder != document_->project().runs()) taken.append(QString::fromStdString(folder.filename().string()));
  }
  SuiteDialog dialog(setUp_->form().suiteBase(), document_->project().runs(), taken, this);
  if (setUp_->whyNoEstimate().isEmpty() && controller_.state() == TrainingState::Idle) setUp_->offerEstimate(dialog);
  const QPointer<ProjectDocument> document = document_;
  if (dialog.exec() != QDialog::Accepted || document == nullptr || document != document_) return;
  NewSuite suite = dialog.suite();
  suite.split = splitOf(*document_);
  whenChecked(mostDemanding(suite.plan), [this, suite](const RunSpec& checked) mutable {
    for (SuiteRun& run : suite.plan) run.spec.data.acceptUnlikelyMasks = checked.data.acceptUnlikelyMasks;
    whenSaved([this, suite = std::move(suite)] { controller_.add(suite); });
  });
}

/// The settings of a run name the file of the split that it began with.
void TrainPage::whenSaved(std::function<void()> then) {
  document_->whenSaved(this, [this, then = std::move(then), document = document_] {
    if (document == document_) then();
  });
}

void TrainPage::saveState() const {
  setUp_->saveDraft();
  monitor_->saveState();
  QSettings settings;
  settings.beginGroup("train");
  settings.setValue("splitter", splitter_->saveState());
  settings.setValue("leftSplitter", leftSplitter_->saveState());
  settings.setValue("openSections", setUp_->form().openSections());
}

void TrainPage::restoreState() {
  QSettings settings;
  settings.beginGroup("train");
  splitter_->restoreState(settings.value("splitter").toByteArray());
  leftSplitter_->restoreState(settings.value("leftSplitter").toByteArray());
  monitor_->restoreState();
  if (settings.contains("openSections")) setUp_->form().setOpenSections(settings.value("openSections").toStringList());
}

}  // namespace macadam
