#include "base/error.h"
#include "runs/process_lock.h"
#include "ui/shell/background_runs.h"
#include "ui/shell/interrupted_runs.h"
#include "ui/shell/main_window.h"
#include "ui/shell/new_project.h"
#include "ui/shell/new_project_dialog.h"
#include "ui/shell/project_claim.h"
#include "ui/widgets/capitalised.h"
#include "ui/widgets/last_folder.h"

#include <QCryptographicHash>
#include <QFileDialog>
#include <QSettings>
#include <QStandardPaths>
#include <utility>

// How MainWindow comes to a project, and leaves it.

namespace macadam {
namespace {

QString demoFolder() {
  return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/demo";
}

Mode lastMode() {
  const int last = QSettings().value("window/mode").toInt();
  for (const PageEntry& entry : pageTable()) {
    if (static_cast<int>(entry.mode) == last && entry.hasPage()) return entry.mode;
  }
  return Mode::Data;
}

QString unopenedTitle(const QString& folder) {
  return MainWindow::tr("%1 could not be opened").arg(projectName(folder));
}

QString unsavedTitle() {
  return MainWindow::tr("A change could not be saved");
}

QString unusedLabelsTitle() {
  return MainWindow::tr("Labels are saved, and cannot be used at present");
}

QString waitingText(const QString& folder) {
  return MainWindow::tr("%1 opens when training has ended").arg(projectName(folder));
}

/// Its project.toml can be read, and names a folder of pictures that is not there.
bool lacksItsData(const QString& folder) {
  try {
    return !std::filesystem::exists(macadam::openProject(folder.toStdString()).dataFolder());
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

void MainWindow::openProject(const QString& folder, FirstPage first) {
  leaving_->then(waitingText(folder), [this, folder, first] { readDocument(folder, first); });
}

void MainWindow::openDemo(FirstPage first) {
  leaving_->then(tr("The demo project opens when training has ended"), [this, first] { prepareDemo(first); });
}

void MainWindow::openFolder(const QString& folder, FirstPage first) {
  if (isProject(folder.toStdString())) {
    openProject(folder, first);
  } else {
    newProject(folder);
  }
}

void MainWindow::newProject(const QString& images) {
  auto* dialog = new NewProjectDialog(jobs_, images, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    newFolder_ = dialog->folder();
    openProject(newFolder_);
  });
  dialog->open();
}

void MainWindow::closeProject() {
  if (document_ == nullptr) return;
  leaving_->then(tr("The project closes when training has ended"), [this] { closeDocument(); });
}

void MainWindow::chooseProject() {
  const QList<RecentProject>& known = recent_.projects();
  const LastFolder places("projects", known.isEmpty() ? QString() : QFileInfo(known.first().folder).path());
  const QString folder =
      QFileDialog::getExistingDirectory(this, tr("Open a project, or a folder of images"), places.path());
  if (folder.isEmpty()) return;
  places.remember(QFileInfo(folder).path());  // beside it lie the others
  openFolder(folder);
}

void MainWindow::readDocument(const QString& folder, FirstPage first) {
  reading_.cancel();
  // As a shared pointer: Qt 6.4 copies what a future holds.
  reading_ = jobs_.start<std::shared_ptr<ProjectContents>>(
      tr("Opening %1").arg(projectName(folder)), this,
      [folder](QPromise<std::shared_ptr<ProjectContents>>& promise) {
        promise.addResult(std::make_shared<ProjectContents>(readProject(folder.toStdString())));
      },
      [this, folder, first](const std::shared_ptr<ProjectContents>& contents) {
        // Something may have begun to train meanwhile.
        leaving_->then(waitingText(folder), [this, contents, first] {
          showDocument(std::make_unique<ProjectDocument>(std::move(*contents), jobs_), first);
        });
      },
      [this, folder](const QList<Problem>& problems) { cannotOpen(folder, problems); });
}

void MainWindow::cannotOpen(const QString& folder, const QList<Problem>& problems) {
  Message message{.kind = MessageKind::Error, .title = unopenedTitle(folder), .problems = problems};
  for (const RecentProject& project : recent_.projects()) {
    if (project.folder != folder) continue;
    message.actions = {{tr("Take off the list"), tr("Forget this project; its files stay where they are"),
                        [this, folder] { recent_.remove(folder); }}};
  }
  if (lacksItsData(folder)) {
    message.actions.append({tr("Locate the images…"), tr("Name the folder where the pictures of this project are now"),
                            [this, folder] { locateData(folder); }});
  }
  messages_->show(std::move(message));
}

void MainWindow::locateData(const QString& folder) {
  const QString images = LastFolder("images").chooseFolder(this, tr("Where the pictures are now"));
  if (images.isEmpty()) return;
  const std::filesystem::path own = document_ != nullptr ? document_->project().folder : std::filesystem::path();
  if (own == folder.toStdString()) return document_->setData(images.toStdString());
  jobs_.startWriting<bool>(
      tr("Changing the project"), this,
      [folder, images](QPromise<bool>& promise) {
        const auto lock = ProcessLock::tryTake(ProjectClaim::lockFileOf(folder.toStdString()));
        if (!lock) throw Error(folder.toStdString(), "is open in another window", "locate the pictures there");
        Project project = macadam::openProject(folder.toStdString());
        project.data = images.toStdString();
        saveProject(project);
        promise.addResult(true);
      },
      [this, folder](bool) { openProject(folder); },
      [this, folder](const QList<Problem>& problems) { cannotOpen(folder, problems); });
}

void MainWindow::prepareDemo(FirstPage first) {
  const QString folder = demoFolder(), title = tr("Drawing aerial scenes");
  demo_->setEnabled(false);
  const auto ready = [this] {
    demo_->setEnabled(true);
    start_->showDemoJob({}, nullptr);
  };
  jobs_.startLong<bool>(
      title, this, [folder](QPromise<bool>& promise) { makeDemoProject(folder.toStdString(), promise); },
      [this, folder, first](bool) { readDocument(folder, first); });
  QFutureWatcherBase* watcher = jobs_.running().last().watcher;
  connect(watcher, &QFutureWatcherBase::finished, this, ready);
  start_->showDemoJob(title, watcher);
}

std::unique_ptr<ProjectDocument> MainWindow::exchangeDocument(std::unique_ptr<ProjectDocument> document) {
  queue_.reset();
  if (document_ != nullptr) document_->finishSaving();
  access_.reset();
  auto previous = std::exchange(document_, std::move(document));
  pages_->setDocument(document_.get());
  modes_->setModesEnabled(document_ != nullptr);
  for (QAction* action : {showFolder_, close_}) action->setEnabled(document_ != nullptr);
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
  messages_->remove(unopenedTitle(folder));
  session_.setOpen(folder);
  claimProject();
  connect(document_.get(), &ProjectDocument::failed, this,
          [this](const QList<Problem>& problems) { showProblems(unsavedTitle(), problems); });
  connect(document_.get(), &ProjectDocument::settled, this, [this, document = document_.get()] {
    if (document->isSaved()) messages_->remove(unsavedTitle());
  });
  connect(document_.get(), &ProjectDocument::labelsNotUsed, this, [this](const QList<Problem>& problems) {
    messages_->show({.kind = MessageKind::Warning, .title = unusedLabelsTitle(), .problems = problems});
  });
  connect(document_.get(), &ProjectDocument::labelsChanged, messages_,
          [this] { messages_->remove(unusedLabelsTitle()); });
  connect(document_.get(), &ProjectDocument::splitSetAside, this, [this](const QString& name, const QString& aside) {
    messages_->show(
        {.kind = MessageKind::Warning,
         .title = tr("The split “%1” was changed outside this window").arg(name),
         .detail = tr("What was written there is now the split “%1”; this window goes on with its own.").arg(aside)});
  });
  connect(document_.get(), &ProjectDocument::outdated, this,
          [this, folder] { openProject(folder, FirstPage::LastUsed); });
  tellOfMasks();
  const auto* interrupted = new InterruptedRuns(*document_, controller_, *messages_);
  connect(interrupted, &InterruptedRuns::resumed, this, [this] { pages_->showMode(Mode::Train); });
  if (access_->isOwner()) {
    new BackgroundRuns(*document_, controller_);
    queue_ = std::make_unique<KeptQueue>(controller_, jobs_, *messages_, document_->project().queue());
  }
  pages_->showMode(first == FirstPage::LastUsed ? lastMode() : Mode::Data);
  Q_EMIT documentChanged();
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

/// Until a person has read it: earlier versions read the masks otherwise, and so did the runs that they trained.
void MainWindow::tellOfMasks() {
  const QString title = tr("The masks of this project are read otherwise than before");
  messages_->remove(title);
  const QString note = QString::fromStdString(changeNote(document_->dataset()->masks));
  const QString folder = QString::fromStdString(document_->project().folder.string());
  const QString key = "masks/" + QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha1).toHex();
  const auto remember = [key, note] { QSettings().setValue(key, note); };
  if (folder == newFolder_) remember();
  if (note.isEmpty() || QSettings().value(key) == note) return;
  messages_->show(
      {.kind = MessageKind::Warning, .title = title, .detail = capitalised(note) + '.', .dismissed = remember});
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

}  // namespace macadam
