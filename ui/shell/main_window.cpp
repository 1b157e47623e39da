#include "ui/shell/main_window.h"

#include "ui/shell/about_dialog.h"
#include "ui/shell/background_runs.h"
#include "ui/shell/first_steps_dialog.h"
#include "ui/shell/interrupted_runs.h"
#include "ui/shell/masks_note.h"
#include "ui/shell/shortcut_dialog.h"
#include "ui/shell/training_indicator.h"
#include "ui/shell/undo_strip.h"
#include "ui/shell/window_place.h"
#include "ui/widgets/window_words.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>
#include <variant>

namespace macadam {
namespace {

constexpr int kMessageMilliseconds = 6000;

/// The one folder that is dragged; empty for anything else.
QString draggedFolder(const QMimeData& data) {
  const QList<QUrl> urls = data.urls();
  if (urls.size() != 1 || !urls.first().isLocalFile()) return {};
  const QString path = urls.first().toLocalFile();
  return QFileInfo(path).isDir() ? path : QString();
}

Mode lastMode() {
  const int last = QSettings().value("window/mode").toInt();
  for (const PageEntry& entry : pageTable()) {
    if (static_cast<int>(entry.mode) == last && entry.hasPage()) return entry.mode;
  }
  return Mode::Data;
}

QString unsavedTitle() {
  return MainWindow::tr("A change could not be saved");
}

QString unusedLabelsTitle() {
  return MainWindow::tr("Labels are saved, and cannot be used at present");
}

QString failureTitle(const RunFolder& run) {
  return MainWindow::tr("%1 failed").arg(QString::fromStdString(run.name()));
}

}  // namespace

MainWindow::MainWindow(EngineAccess engine, QWidget* parent)
    : QMainWindow(parent), engine_(std::move(engine)), controller_(engine_) {
  setObjectName("mainWindow");
  setWindowIcon(QIcon(":/icons/macadam.svg"));
  setAcceptDrops(true);
  menus_ = new WindowMenus(*this, recent_, shortcuts_);
  makeCentre();
  menus_->build(*modes_, undo_);
  connectMenus();
  makeStatusBar();
  undoStrip_ = new UndoStrip(undo_, *messages_, this);
  connect(undoStrip_, &UndoStrip::undone, statusBar(), &QStatusBar::clearMessage);
  leaving_ = new LeaveTraining(
      controller_, *messages_, [this](const QString& waiting) { return askAboutTraining(controller_, waiting, this); },
      this);
  opening_ = new ProjectOpening(*this, jobs_, recent_, *messages_, *leaving_);
  connectOpening();
  connect(&jobs_, &Jobs::failed, this, &MainWindow::showProblems);
  connect(&jobs_, &Jobs::succeeded, messages_, &MessageBar::remove);  // what an earlier attempt had to say
  connect(&controller_, &RunController::failed, this, &MainWindow::showProblems);
  connect(&controller_, &RunController::runEnded, this, &MainWindow::showFailure);
  connect(&controller_, &RunController::runStarted, this,
          [this](const RunFolder& run) { messages_->remove(failureTitle(run)); });
  closeDocument();
  restoreWindowState();
}

/// Pages and document go before what they refer to.
MainWindow::~MainWindow() {
  queue_.reset();
  if (document_ != nullptr) document_->finishSaving();
  access_.reset();
  pages_->setDocument(nullptr);
  document_.reset();
  undo_.setActiveStack(nullptr);  // a page that closed what it had open may have named another
  delete takeCentralWidget();
}

void MainWindow::makeCentre() {
  auto* centre = new QWidget(this);
  messages_ = new MessageBar(centre);
  modes_ = new ModeBar(centre);
  pages_ = new PageStack({jobs_, engine_, controller_}, centre);
  start_ = new StartPage(recent_, menus_->newProject(), menus_->openProject(), menus_->demo(), pages_);
  pages_->setStartPage(start_);
  auto* row = new QHBoxLayout;
  row->setSpacing(0);
  row->addWidget(modes_);
  row->addWidget(pages_, 1);
  auto* column = new QVBoxLayout(centre);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(messages_);
  column->addLayout(row, 1);
  setCentralWidget(centre);
  connect(start_, &StartPage::openRequested, this, [this](const QString& folder) { openProject(folder); });
  connect(modes_, &ModeBar::modeChosen, pages_, &PageStack::showMode);
  connect(messages_, &MessageBar::keyboardReleased, pages_, [this] { pages_->currentWidget()->setFocus(); });
  // What a run leaves behind lies inside its folder, where the catalogue does not look by itself.
  const auto readRuns = [this] {
    if (document_) document_->runs().refresh();
  };
  connect(&controller_, &RunController::runStarted, this, readRuns);
  connect(&controller_, &RunController::runEnded, this, readRuns);
  connect(&controller_, &RunController::eventsArrived, this, [readRuns](const std::vector<Event>& events) {
    if (std::ranges::any_of(events,
                            [](const Event& event) { return std::holds_alternative<CheckpointSaved>(event); })) {
      readRuns();
    }
  });
  connect(pages_, &PageStack::built, this, [this](Mode mode, Page* page) { pageBuilt(mode, *page); });
  connect(pages_, &PageStack::modeChanged, this, &MainWindow::showCurrentMode);
}

void MainWindow::connectMenus() {
  connect(menus_, &WindowMenus::newWished, this, [this] { newProject(); });
  connect(menus_, &WindowMenus::openWished, this, [this] { opening_->chooseFolder(); });
  connect(menus_, &WindowMenus::recentWished, this, [this](const QString& folder) { openProject(folder); });
  connect(menus_, &WindowMenus::demoWished, this, [this] { openDemo(); });
  connect(menus_, &WindowMenus::closeWished, this, &MainWindow::closeProject);
  connect(menus_, &WindowMenus::folderWished, this, [this] {
    QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(document_->project().folder.string())));
  });
  connect(menus_, &WindowMenus::fullScreenWished, this, &MainWindow::toggleFullScreen);
  connect(menus_, &WindowMenus::firstStepsWished, this, &MainWindow::showFirstSteps);
  connect(menus_, &WindowMenus::shortcutsWished, this, &MainWindow::showShortcuts);
  connect(menus_, &WindowMenus::aboutWished, this, &MainWindow::showAbout);
}

void MainWindow::connectOpening() {
  connect(opening_, &ProjectOpening::contentsRead, this,
          [this](const std::shared_ptr<ProjectContents>& contents, FirstPage first) {
            showDocument(std::make_unique<ProjectDocument>(std::move(*contents), jobs_), first);
          });
  connect(opening_, &ProjectOpening::left, this, &MainWindow::closeDocument);
  connect(opening_, &ProjectOpening::demoBegun, this, [this](const QString& title, QFutureWatcherBase* watcher) {
    menus_->demo().setEnabled(false);
    start_->showDemoJob(title, watcher);
  });
  connect(opening_, &ProjectOpening::demoEnded, this, [this] {
    menus_->demo().setEnabled(true);
    start_->showDemoJob({}, nullptr);
  });
}

void MainWindow::makeStatusBar() {
  statusBar()->setSizeGripEnabled(false);
  auto* training = new TrainingIndicator(controller_, this);
  statusBar()->addPermanentWidget(new JobBar(jobs_, this));
  statusBar()->addPermanentWidget(training);
  connect(training, &QToolButton::clicked, this, [this] {
    if (document_ != nullptr) pages_->showMode(Mode::Train);
  });
}

void MainWindow::showFailure(const RunFolder& run, const RunFinished& ending) {
  if (ending.ending != Ending::Failed) return;
  messages_->show({.kind = MessageKind::Error,
                   .title = failureTitle(run),
                   .detail = inWindowWords(QString::fromStdString(ending.message))});
}

void MainWindow::pageBuilt(Mode mode, Page& page) {
  menus_->addPage(mode, page);
  connect(&page, &Page::undoStackChanged, this, &MainWindow::followHistory);
  connect(&page, &Page::message, this,
          [this](const QString& text) { statusBar()->showMessage(text, kMessageMilliseconds); });
}

void MainWindow::showCurrentMode() {
  const std::optional<Mode> mode = pages_->mode();
  if (mode) {
    modes_->setMode(*mode);
    QSettings().setValue("window/mode", static_cast<int>(*mode));
    pages_->currentWidget()->setFocus();
  }
  followHistory();
  menus_->showPage(mode);
}

void MainWindow::showFirstSteps() {
  auto* dialog = findChild<FirstStepsDialog*>();
  if (dialog == nullptr) dialog = new FirstStepsDialog(this);
  dialog->show();
  dialog->raise();
  dialog->activateWindow();
}

void MainWindow::showShortcuts() {
  pages_->buildAll();  // so that the list is whole
  auto* dialog = new ShortcutDialog(shortcuts_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void MainWindow::showAbout() {
  auto* dialog = new AboutDialog(jobs_, engine_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void MainWindow::toggleFullScreen() {
  setWindowState(windowState() ^ Qt::WindowFullScreen);
}

void MainWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::WindowStateChange) menus_->setFullScreen(isFullScreen());
  QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  saveWindowState();
  event->ignore();
  if (controller_.state() == TrainingState::Idle) {
    if (document_ == nullptr || !document_->isSaving()) return event->accept();
    return document_->whenSaved(this, [this] { close(); });
  }
  leaving_->then(tr("Macadam closes when training has ended"), [this] { close(); });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!draggedFolder(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  const QString folder = draggedFolder(*event->mimeData());
  QMetaObject::invokeMethod(
      this, [this, folder] { openFolder(folder); }, Qt::QueuedConnection);
}

std::unique_ptr<ProjectDocument> MainWindow::exchangeDocument(std::unique_ptr<ProjectDocument> document) {
  queue_.reset();
  if (document_ != nullptr) document_->finishSaving();
  access_.reset();
  auto previous = std::exchange(document_, std::move(document));
  opening_->setDocument(document_.get());
  pages_->setDocument(document_.get());
  modes_->setModesEnabled(document_ != nullptr);
  menus_->setProjectOpen(document_ != nullptr);
  return previous;
}

void MainWindow::closeDocument() {
  const auto previous = exchangeDocument(nullptr);
  session_.setOpen({});
  setWindowTitle(tr("Macadam"));
  pages_->showStart();
  Q_EMIT documentChanged();
}

void MainWindow::showDocument(std::unique_ptr<ProjectDocument> document, FirstPage first) {
  const auto previous = exchangeDocument(std::move(document));
  const QString folder = QString::fromStdString(document_->project().folder.string());
  recent_.add(folder);
  opening_->forgetRefusal(folder);
  session_.setOpen(folder);
  claimProject();
  followDocument();
  tellOfMasks(*document_, *messages_, opening_->isNew(folder) ? MasksRead::ByAPerson : MasksRead::ByNobody);
  const auto* interrupted = new InterruptedRuns(*document_, controller_, *messages_);
  connect(interrupted, &InterruptedRuns::resumed, this, [this] { pages_->showMode(Mode::Train); });
  if (access_->isOwner()) {
    new BackgroundRuns(*document_, controller_);
    queue_ = std::make_unique<KeptQueue>(controller_, jobs_, *messages_, document_->project().queue());
  }
  pages_->showMode(first == FirstPage::LastUsed ? lastMode() : Mode::Data);
  Q_EMIT documentChanged();
}

void MainWindow::followDocument() {
  ProjectDocument* document = document_.get();
  connect(document, &ProjectDocument::failed, this,
          [this](const QList<Problem>& problems) { showProblems(unsavedTitle(), problems); });
  connect(document, &ProjectDocument::settled, this, [this, document] {
    if (document->isSaved()) messages_->remove(unsavedTitle());
  });
  connect(document, &ProjectDocument::labelsNotUsed, this, [this](const QList<Problem>& problems) {
    messages_->show({.kind = MessageKind::Warning, .title = unusedLabelsTitle(), .problems = problems});
  });
  connect(document, &ProjectDocument::labelsChanged, messages_, [this] { messages_->remove(unusedLabelsTitle()); });
  connect(document, &ProjectDocument::splitSetAside, this, [this](const QString& name, const QString& aside) {
    messages_->show(
        {.kind = MessageKind::Warning,
         .title = tr("The split “%1” was changed outside this window").arg(name),
         .detail = tr("What was written there is now the split “%1”; this window goes on with its own.").arg(aside)});
  });
  connect(document, &ProjectDocument::outdated, this,
          [this, folder = QString::fromStdString(document->project().folder.string())] {
            openProject(folder, FirstPage::LastUsed);
          });
}

void MainWindow::claimProject() {
  access_ = std::make_unique<ProjectAccess>(*document_, controller_, *messages_);
  connect(access_.get(), &ProjectAccess::leaving, this, [this] {
    queue_.reset();
    pages_->letGo();
  });
  connect(
      access_.get(), &ProjectAccess::reopenWished, this,
      [this](const QString& folder) { openProject(folder, FirstPage::LastUsed); }, Qt::QueuedConnection);
  connect(access_.get(), &ProjectAccess::closeWished, this, &MainWindow::closeProject, Qt::QueuedConnection);
  connect(document_.get(), &ProjectDocument::obstacleChanged, this, [this] {
    showTitle();
    followHistory();
  });
  showTitle();
}

void MainWindow::showTitle() {
  const QString title = document_->obstacle().isEmpty() ? tr("%1 – Macadam") : tr("%1 (only shown) – Macadam");
  setWindowTitle(title.arg(document_->name()));
}

/// What can be undone is what was done on the page that is shown.
void MainWindow::followHistory() {
  const bool mayChange = document_ != nullptr && document_->obstacle().isEmpty();
  const std::optional<Mode> mode = pages_->mode();
  QUndoStack* stack = mayChange && mode ? pages_->page(*mode).undoStack() : nullptr;
  if (stack != nullptr) undo_.addStack(stack);
  undo_.setActiveStack(stack);
  undoStrip_->setSpeaking(!mode || !pages_->page(*mode).showsWhatIsUndone());
}

void MainWindow::offerLastSession() {
  const QString folder = session_.leftOpen();
  if (folder.isEmpty()) return;
  messages_->show(
      {.kind = MessageKind::Warning,
       .title = tr("Macadam ended without closing %1").arg(projectName(folder)),
       .detail = tr("Everything up to the last change was saved. A run that was in training can be resumed."),
       .actions = {{tr("Open %1").arg(projectName(folder)), folder,
                    [this, folder] { openProject(folder, FirstPage::LastUsed); }}},
       .dismissed = [this] {
         if (document_ == nullptr) session_.setOpen({});
       }});
}

void MainWindow::saveWindowState() {
  QSettings settings;
  settings.setValue("window/geometry", saveGeometry());
  pages_->saveState();
}

void MainWindow::restoreWindowState() {
  const QByteArray geometry = QSettings().value("window/geometry").toByteArray();
  const QRect available = screen()->availableGeometry();
  setMinimumSize(smallestWindow(available));
  if (!geometry.isEmpty() && restoreGeometry(geometry)) return;
  const QRect frame = firstWindow(available);
  move(frame.topLeft());
  resize(withoutFrame(frame.size()));
}

}  // namespace macadam
