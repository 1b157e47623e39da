#include "ui/train/train_page.h"

#include "base/atomic_file.h"
#include "spec/run_spec_toml.h"
#include "ui/project/project_document.h"
#include "ui/train/control_bar.h"
#include "ui/train/estimate_card.h"
#include "ui/train/monitor/run_monitor.h"
#include "ui/train/queue_panel.h"
#include "ui/train/resume_dialog.h"
#include "ui/train/spec_form.h"
#include "ui/train/start_from_menu.h"
#include "ui/train/suite_dialog.h"
#include "ui/widgets/last_folder.h"
#include "ui/widgets/muted_label.h"

#include <QAction>
#include <QApplication>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>
#include <ranges>

namespace macadam {
namespace {

constexpr int kDemoTileSize = 128;

/// Where the settings that were last in the form for a project are kept.
QString draftKey(const ProjectDocument& document) {
  const QByteArray folder = QByteArray::fromStdString(document.project().folder.string());
  return "train/drafts/" + QCryptographicHash::hash(folder, QCryptographicHash::Sha1).toHex();
}

/// Empty where one is drawn when a run starts.
std::optional<Split> splitOf(const ProjectDocument& document) {
  return document.project().activeSplit.empty() ? std::nullopt : std::optional(document.split());
}

RunSource sourceOf(const ProjectDocument& document) {
  const Project& project = document.project();
  const Split& split = document.split();
  RunSource source{.data = project.folder,
                   .windowSize = project.tileSize,
                   .labelled = split.labelled.size(),
                   .unlabelled = split.unlabelled.size(),
                   .validation = split.validation};
  if (project.activeSplit.empty()) {
    source.summary = TrainPage::tr("%1: no split yet, one is drawn when the run starts.").arg(document.name());
    return source;
  }
  source.split = project.splitFile(project.activeSplit);
  source.summary = TrainPage::tr("%1, split “%2”: %L3 labelled, %L4 unlabelled, %L5 validation, %L6 test.")
                       .arg(document.name(), QString::fromStdString(project.activeSplit))
                       .arg(split.labelled.size())
                       .arg(split.unlabelled.size())
                       .arg(split.validation.size())
                       .arg(split.test.size());
  return source;
}

LastFolder settingsFolder(const ProjectDocument* document) {
  return LastFolder("settings", document == nullptr ? QString() : document->parentFolder());
}

}  // namespace

TrainPage::TrainPage(Jobs& jobs, EngineAccess engine, RunController& controller, QWidget* parent)
    : Page(parent), jobs_(jobs), engine_(std::move(engine)), controller_(controller) {
  makeActions();
  layOut();
  connectAll();
  startFrom_->setBase(tr("Preset small"));
  showState();
}

/// Its parts lose the keyboard when it is no page any more.
TrainPage::~TrainPage() {
  qApp->disconnect(this);
}

void TrainPage::layOut() {
  bar_ = new ControlBar(controller_, start_, pause_, stop_, startNext_, this);
  startFrom_ = new StartFromMenu(openSettings_, saveSettings_, this);
  form_ = new SpecForm(this);
  card_ = new EstimateCard(estimate_, this);
  queue_ = new QueuePanel(controller_, startNext_, addSuite_, this);
  monitor_ = new RunMonitor(controller_, this);
  addSeparator();
  addActions(queue_->listActions());
  addSeparator();
  addActions(monitor_->monitorActions());

  auto* heading = new QHBoxLayout;
  heading->setContentsMargins(14, 6, 10, 6);
  heading->setSpacing(8);
  auto* headingText = new QLabel(tr("Start from"), this);
  heading->addWidget(headingText);
  heading->addWidget(startFrom_);
  edited_ = new MutedLabel(tr("changed"), this);
  edited_->setToolTip(tr("The settings below are no longer quite those that they began from"));
  edited_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  edited_->hide();
  heading->addWidget(edited_, 1);
  heading->addStretch();
  auto* setUp = new QWidget(this);
  auto* setUpLayout = new QVBoxLayout(setUp);
  setUpLayout->setContentsMargins(0, 0, 0, 0);
  setUpLayout->setSpacing(0);
  setUpLayout->addLayout(heading);
  setUpLayout->addWidget(form_, 1);
  setUpLayout->addWidget(card_);

  leftSplitter_ = new QSplitter(Qt::Vertical, this);
  leftSplitter_->addWidget(setUp);
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

void TrainPage::connectAll() {
  connect(&controller_, &RunController::stateChanged, this, &TrainPage::showState);
  connect(&controller_, &RunController::queueChanged, this, &TrainPage::showState);
  connect(bar_, &ControlBar::problemChosen, this, [this](const Problem& problem) { form_->showField(problem.where); });
  connect(&controller_, &RunController::runStarted, this, [this] {
    stopped_.reset();
    showState();
  });
  connect(&controller_, &RunController::runEnded, this, [this](const RunFolder& run, const RunFinished& ending) {
    if (ending.ending == Ending::Stopped) stopped_ = run;
    showState();
  });
  connect(qApp, &QApplication::focusChanged, this, &TrainPage::keepFocus);
  connect(form_, &SpecForm::changed, this, [this] {
    edited_->setVisible(form_->isEdited());
    if (!isEstimating_ && form_->spec() != estimated_) card_->showOutdated();
    showState();
  });
  connect(startFrom_, &StartFromMenu::presetChosen, this, [this](const std::string& name) {
    form_->usePreset(name);
    startFrom_->setBase(tr("Preset %1").arg(QString::fromStdString(name)));
  });
  connect(startFrom_, &StartFromMenu::runChosen, this, [this](const RunSpec& spec, const QString& name) {
    form_->setSpec(spec);
    startFrom_->setBase(name);
  });
}

void TrainPage::setDocument(ProjectDocument* document) {
  if (document_ != nullptr) {
    saveDraft();
    document_->disconnect(this);
    document_->runs().disconnect(this);
  }
  document_ = document;
  stopped_.reset();
  bar_->forgetNews();
  startFrom_->setRuns(document != nullptr ? &document->runs() : nullptr);
  if (document != nullptr) {
    connect(document, &ProjectDocument::splitChanged, this, &TrainPage::showSource);
    connect(&document->runs(), &RunCatalog::changed, this, &TrainPage::showState);
    if (!loadDraft()) {
      const std::string fitting = document->project().tileSize <= kDemoTileSize ? "demo" : "small";
      form_->usePreset(fitting);
      startFrom_->setBase(tr("Preset %1").arg(QString::fromStdString(fitting)));
    }
  }
  monitor_->setDocument(document);
  showSource();
  card_->showOffer();
  showState();
}

void TrainPage::showSource() {
  form_->setSource(document_ != nullptr ? std::optional(sourceOf(*document_)) : std::nullopt);
}

/// A control that has started or ended training and can do nothing more leaves the keyboard to Pause while something
/// trains, and to the page otherwise: not to whatever comes next.
void TrainPage::keepFocus(const QWidget* lost) {
  const bool starts = bar_->isAncestorOf(lost) || card_->isAncestorOf(lost);
  if (!starts || !isVisible() || (lost->isEnabled() && lost->isVisible())) return;
  if (controller_.state() != TrainingState::Idle) {
    bar_->takeFocus();
  } else {
    setFocus();
  }
}

void TrainPage::showSpec(const RunSpec& spec) {
  form_->setSpec(spec);
  startFrom_->setBase(tr("Run %1").arg(QString::fromStdString(spec.name)));
  Q_EMIT message(
      tr("The settings of %1 are in the form; change what you like and start").arg(QString::fromStdString(spec.name)));
}

void TrainPage::startCurrent() {
  if (document_ == nullptr) return;
  if (!form_->problems().empty()) {
    Q_EMIT message(tr("This cannot train yet. %1").arg(form_->showFirstProblem()));
    return;
  }
  saveDraft();
  const NewRun run{form_->spec(), document_->project().runs(), splitOf(*document_)};
  whenSaved([this, run] { controller_.start(run); });
}

void TrainPage::pauseOrResume() {
  if (controller_.state() == TrainingState::Paused) {
    controller_.resume();
  } else if (controller_.state() == TrainingState::Idle && stopped_) {
    controller_.resumeRuns({{*stopped_}});
  } else {
    controller_.pause();
  }
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
  if (dialog.exec() != QDialog::Accepted) return;
  if (const std::optional<ResumedRun> chosen = dialog.chosen()) controller_.resumeRuns({*chosen});
}

void TrainPage::addSuite() {
  if (document_ == nullptr) return;
  QStringList taken;
  for (const RunRecord& run : document_->runs().runs()) {
    const std::filesystem::path folder = run.folder.path().parent_path();
    if (folder != document_->project().runs()) taken.append(QString::fromStdString(folder.filename().string()));
  }
  SuiteDialog dialog(form_->suiteBase(), document_->project().runs(), taken, this);
  if (dialog.exec() != QDialog::Accepted || document_ == nullptr) return;
  NewSuite suite = dialog.suite();
  suite.split = splitOf(*document_);
  whenSaved([this, suite] { controller_.add(suite); });
}

/// The settings of a run name the file of the split that it began with.
void TrainPage::whenSaved(std::function<void()> then) {
  document_->whenSaved(this, [this, then = std::move(then), document = document_] {
    if (document == document_) then();
  });
}

void TrainPage::estimate() {
  if (!estimate_->isEnabled()) return;
  isEstimating_ = true;
  estimated_ = form_->spec();
  card_->showMeasuring();
  showState();
  jobs_.startLong<RunEstimate>(
      tr("Estimating"), this,
      [engine = engine_, spec = estimated_](QPromise<RunEstimate>& promise) {
        RunEstimate estimate = estimateRun(engine(), spec, [&] { return promise.isCanceled(); });
        if (!promise.isCanceled()) promise.addResult(std::move(estimate));
      },
      [this](RunEstimate estimate) {
        card_->showEstimate(estimate);
        if (form_->spec() != estimated_) card_->showOutdated();
      },
      [this](QList<Problem> problems) { card_->showProblems(problems); },
      [this] {
        isEstimating_ = false;
        showState();
        card_->showOffer();
      });
}

void TrainPage::openSettings() {
  const QString file = settingsFolder(document_).chooseFile(this, tr("Open settings"), tr("Settings (*.toml)"));
  if (file.isEmpty()) return;
  jobs_.start<RunSpec>(
      tr("Reading settings"), this,
      [file](QPromise<RunSpec>& promise) { promise.addResult(loadRunSpec(file.toStdString())); },
      [this, file](RunSpec spec) {
        form_->setSpec(spec);
        startFrom_->setBase(QFileInfo(file).fileName());
      });
}

void TrainPage::saveSettings() {
  const QString proposal = QString::fromStdString(form_->spec().name) + ".toml";
  const QString file =
      settingsFolder(document_).chooseNewFile(this, tr("Save settings"), proposal, tr("Settings (*.toml)"));
  if (file.isEmpty()) return;
  jobs_.start<bool>(
      tr("Saving settings"), this,
      [file, text = toToml(form_->spec())](QPromise<bool>& promise) {
        writeTextAtomically(file.toStdString(), text);
        promise.addResult(true);
      },
      [this, file](bool) { Q_EMIT message(tr("Settings saved as %1").arg(file)); });
}

bool TrainPage::loadDraft() {
  const QString draft = QSettings().value(draftKey(*document_)).toString();
  if (draft.isEmpty()) return false;
  try {
    form_->setSpec(parseRunSpec(draft.toStdString(), "draft"));
    startFrom_->setBase(tr("Last settings"));
    return true;
  } catch (const Error&) {  // written by another version
    return false;
  }
}

void TrainPage::saveDraft() const {
  if (document_ == nullptr) return;
  QSettings().setValue(draftKey(*document_), QString::fromStdString(toToml(form_->spec())));
}

void TrainPage::saveState() const {
  saveDraft();
  monitor_->saveState();
  QSettings settings;
  settings.beginGroup("train");
  settings.setValue("splitter", splitter_->saveState());
  settings.setValue("leftSplitter", leftSplitter_->saveState());
  settings.setValue("openSections", form_->openSections());
}

void TrainPage::restoreState() {
  QSettings settings;
  settings.beginGroup("train");
  splitter_->restoreState(settings.value("splitter").toByteArray());
  leftSplitter_->restoreState(settings.value("leftSplitter").toByteArray());
  monitor_->restoreState();
  if (settings.contains("openSections")) form_->setOpenSections(settings.value("openSections").toStringList());
}

}  // namespace macadam
