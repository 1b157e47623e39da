#include "ui/shell/main_window.h"

#include "ui/shell/interrupted_runs.h"
#include "ui/shell/new_project.h"
#include "ui/shell/new_project_dialog.h"
#include "ui/shell/shortcut_dialog.h"
#include "ui/shell/training_indicator.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QSettings>
#include <QStandardPaths>
#include <QStatusBar>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>
#include <variant>

namespace macadam {
namespace {

constexpr int kMessageMilliseconds = 6000;

QString demoFolder() {
  return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/demo";
}

Mode lastMode() {
  const int last = QSettings().value("window/mode").toInt();
  const bool known = last >= static_cast<int>(Mode::Data) && last <= static_cast<int>(Mode::Results);
  return known && PageStack::hasPage(static_cast<Mode>(last)) ? static_cast<Mode>(last) : Mode::Data;
}

/// The one folder that is dragged; empty for anything else.
QString draggedFolder(const QMimeData& data) {
  const QList<QUrl> urls = data.urls();
  if (urls.size() != 1 || !urls.first().isLocalFile()) return {};
  const QString path = urls.first().toLocalFile();
  return QFileInfo(path).isDir() ? path : QString();
}

QString waitingText(const QString& folder) {
  return MainWindow::tr("%1 opens when training has ended").arg(projectName(folder));
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
  makeActions();
  makeCentre();
  makeMenus();
  makeStatusBar();
  leaving_ = new LeaveTraining(
      controller_, *messages_, [this] { return askAboutTraining(controller_, this); }, this);
  connect(&jobs_, &Jobs::failed, this, &MainWindow::showProblems);
  connect(&controller_, &RunController::failed, this, &MainWindow::showProblems);
  connect(&controller_, &RunController::runEnded, this, &MainWindow::showFailure);
  connect(&controller_, &RunController::runStarted, this,
          [this](const RunFolder& run) { messages_->remove(failureTitle(run)); });
  showDocument(nullptr);
  restoreWindowState();
}

/// Pages and document go before what they refer to.
MainWindow::~MainWindow() {
  queue_.reset();
  pages_->setDocument(nullptr);
  document_.reset();
  delete takeCentralWidget();
}

void MainWindow::makeCentre() {
  auto* centre = new QWidget(this);
  messages_ = new MessageBar(centre);
  modes_ = new ModeBar(centre);
  pages_ = new PageStack(jobs_, engine_, controller_, centre);
  start_ = new StartPage(recent_, *new_, *open_, *demo_, pages_);
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
  connect(start_, &StartPage::openRequested, this, &MainWindow::openProject);
  connect(modes_, &ModeBar::modeChosen, pages_, &PageStack::showMode);
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

void MainWindow::makeStatusBar() {
  statusBar()->setSizeGripEnabled(false);
  auto* training = new TrainingIndicator(controller_, this);
  statusBar()->addPermanentWidget(new JobBar(jobs_, this));
  statusBar()->addPermanentWidget(training);
  connect(training, &QToolButton::clicked, this, [this] {
    if (document_ != nullptr) pages_->showMode(Mode::Train);
  });
}

void MainWindow::openProject(const QString& folder) {
  leaving_->then(waitingText(folder), [this, folder] { readDocument(folder); });
}

void MainWindow::openDemo() {
  leaving_->then(tr("The demo project opens when training has ended"), [this] { prepareDemo(); });
}

void MainWindow::openFolder(const QString& folder) {
  if (isProject(folder.toStdString())) {
    openProject(folder);
  } else {
    newProject(folder);
  }
}

void MainWindow::newProject(const QString& images) {
  auto* dialog = new NewProjectDialog(jobs_, images, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] { openProject(dialog->folder()); });
  dialog->open();
}

void MainWindow::closeProject() {
  if (document_ == nullptr) return;
  leaving_->then(tr("The project closes when training has ended"), [this] { showDocument(nullptr); });
}

void MainWindow::chooseProject() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a project, or a folder of images"));
  if (!folder.isEmpty()) openFolder(folder);
}

void MainWindow::readDocument(const QString& folder) {
  reading_.cancel();
  // As a shared pointer: Qt 6.4 copies what a future holds.
  reading_ = jobs_.start<std::shared_ptr<ProjectContents>>(
      tr("Opening %1").arg(projectName(folder)), this,
      [folder](QPromise<std::shared_ptr<ProjectContents>>& promise) {
        promise.addResult(std::make_shared<ProjectContents>(readProject(folder.toStdString())));
      },
      [this, folder](const std::shared_ptr<ProjectContents>& contents) {
        // Something may have begun to train meanwhile.
        leaving_->then(waitingText(folder), [this, contents] {
          showDocument(std::make_unique<ProjectDocument>(std::move(*contents), jobs_));
        });
      },
      [this, folder](const QList<Problem>& problems) { cannotOpen(folder, problems); });
}

void MainWindow::cannotOpen(const QString& folder, const QList<Problem>& problems) {
  Message message{
      .kind = MessageKind::Error, .title = tr("%1 could not be opened").arg(projectName(folder)), .problems = problems};
  for (const RecentProject& project : recent_.projects()) {
    if (project.folder != folder) continue;
    message.actions = {{tr("Take off the list"), tr("Forget this project; its files stay where they are"),
                        [this, folder] { recent_.remove(folder); }}};
  }
  messages_->show(std::move(message));
}

void MainWindow::showFailure(const RunFolder& run, const RunFinished& ending) {
  if (ending.ending != Ending::Failed) return;
  messages_->show(
      {.kind = MessageKind::Error, .title = failureTitle(run), .detail = QString::fromStdString(ending.message)});
}

void MainWindow::prepareDemo() {
  const QString folder = demoFolder(), title = tr("Drawing aerial scenes");
  demo_->setEnabled(false);
  const auto ready = [this] {
    demo_->setEnabled(true);
    start_->showDemoJob({}, nullptr);
  };
  jobs_.startLong<bool>(
      title, this, [folder](QPromise<bool>& promise) { makeDemoProject(folder.toStdString(), promise); },
      [this, folder](bool) { readDocument(folder); });
  QFutureWatcherBase* watcher = jobs_.running().last().watcher;
  connect(watcher, &QFutureWatcherBase::finished, this, ready);
  start_->showDemoJob(title, watcher);
}

void MainWindow::showDocument(std::unique_ptr<ProjectDocument> document) {
  queue_.reset();
  const auto previous = std::exchange(document_, std::move(document));
  pages_->setDocument(document_.get());
  modes_->setModesEnabled(document_ != nullptr);
  for (QAction* action : {showFolder_, close_}) action->setEnabled(document_ != nullptr);
  if (document_ == nullptr) {
    session_.setOpen({});
    setWindowTitle(tr("Macadam"));
    pages_->showStart();
    Q_EMIT documentChanged();
    return;
  }
  const QString folder = QString::fromStdString(document_->project().folder.string());
  recent_.add(folder);
  session_.setOpen(folder);
  setWindowTitle(tr("%1 – Macadam").arg(document_->name()));
  undo_.addStack(&document_->undoStack());
  undo_.setActiveStack(&document_->undoStack());
  connect(document_.get(), &ProjectDocument::failed, this,
          [this](const QList<Problem>& problems) { showProblems(tr("A change could not be saved"), problems); });
  const auto* interrupted = new InterruptedRuns(*document_, controller_, *messages_);
  connect(interrupted, &InterruptedRuns::resumed, this, [this] { pages_->showMode(Mode::Train); });
  queue_ = std::make_unique<KeptQueue>(controller_, *messages_, document_->project().queue());
  pages_->showMode(lastMode());
  Q_EMIT documentChanged();
}

void MainWindow::offerLastSession() {
  const QString folder = session_.leftOpen();
  if (folder.isEmpty()) return;
  messages_->show(
      {.kind = MessageKind::Warning,
       .title = tr("Macadam ended without closing %1").arg(projectName(folder)),
       .detail = tr("Everything up to the last change was saved. A run that was in training can be resumed."),
       .actions = {{tr("Open %1").arg(projectName(folder)), folder, [this, folder] { openProject(folder); }}},
       .dismissed = [this] {
         if (document_ == nullptr) session_.setOpen({});
       }});
}

void MainWindow::pageBuilt(Mode mode, Page& page) {
  const QString name = modes_->actionOf(mode)->text();
  auto* menu = new QMenu('&' + name, this);
  menu->addActions(page.actions());
  menuBar()->insertMenu(helpMenu_->menuAction(), menu);
  menu->menuAction()->setVisible(false);
  pageMenus_[static_cast<std::size_t>(mode)] = menu;
  shortcuts_.add(name, false, page.actions());
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
  for (std::size_t i = 0; i < pageMenus_.size(); ++i) {
    const bool current = mode && static_cast<std::size_t>(*mode) == i;
    if (pageMenus_[i] != nullptr) pageMenus_[i]->menuAction()->setVisible(current && !pageMenus_[i]->isEmpty());
  }
}

void MainWindow::showShortcuts() {
  pages_->buildAll();  // so that the list is whole
  auto* dialog = new ShortcutDialog(shortcuts_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void MainWindow::toggleFullScreen() {
  setWindowState(windowState() ^ Qt::WindowFullScreen);
}

void MainWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::WindowStateChange) fullScreen_->setChecked(isFullScreen());
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

void MainWindow::saveWindowState() {
  QSettings settings;
  settings.setValue("window/geometry", saveGeometry());
  pages_->saveState();
}

void MainWindow::restoreWindowState() {
  const QByteArray geometry = QSettings().value("window/geometry").toByteArray();
  if (geometry.isEmpty() || !restoreGeometry(geometry)) resize(1280, 800);
}

}  // namespace macadam
