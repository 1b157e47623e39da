#include "ui/shell/project_opening.h"

#include "base/error.h"
#include "data/project.h"
#include "runs/process_lock.h"
#include "ui/shell/new_project.h"
#include "ui/shell/new_project_dialog.h"
#include "ui/shell/project_claim.h"
#include "ui/widgets/last_folder.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QStandardPaths>
#include <exception>
#include <filesystem>
#include <utility>

namespace macadam {
namespace {

QString demoFolder() {
  return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/demo";
}

QString unopenedTitle(const QString& folder) {
  return ProjectOpening::tr("%1 could not be opened").arg(projectName(folder));
}

QString waitingText(const QString& folder) {
  return ProjectOpening::tr("%1 opens when training has ended").arg(projectName(folder));
}

}  // namespace

bool lacksItsData(const QString& folder) {
  try {
    return !std::filesystem::exists(openProject(folder.toStdString()).dataFolder());
  } catch (const std::exception&) {
    return false;
  }
}

ProjectOpening::ProjectOpening(QWidget& window, Jobs& jobs, RecentProjects& recent, MessageBar& messages,
                               LeaveTraining& leaving)
    : QObject(&window), window_(window), jobs_(jobs), recent_(recent), messages_(messages), leaving_(leaving) {}

void ProjectOpening::open(const QString& folder, FirstPage first) {
  leaving_.then(waitingText(folder), [this, folder, first] { read(folder, first); });
}

void ProjectOpening::openDemo(FirstPage first) {
  leaving_.then(tr("The demo project opens when training has ended"), [this, first] { prepareDemo(first); });
}

void ProjectOpening::openFolder(const QString& folder, FirstPage first) {
  if (isProject(folder.toStdString())) {
    open(folder, first);
  } else {
    makeNew(folder);
  }
}

void ProjectOpening::makeNew(const QString& images) {
  auto* dialog = new NewProjectDialog(jobs_, images, &window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    newFolder_ = dialog->folder();
    open(newFolder_, FirstPage::Data);
  });
  dialog->open();
}

void ProjectOpening::close() {
  if (document_ == nullptr) return;
  leaving_.then(tr("The project closes when training has ended"), [this] { Q_EMIT left(); });
}

void ProjectOpening::chooseFolder() {
  const QList<RecentProject>& known = recent_.projects();
  const LastFolder places("projects", known.isEmpty() ? QString() : QFileInfo(known.first().folder).path());
  const QString folder =
      QFileDialog::getExistingDirectory(&window_, tr("Open a project, or a folder of images"), places.path());
  if (folder.isEmpty()) return;
  places.remember(QFileInfo(folder).path());  // beside it lie the others
  openFolder(folder, FirstPage::Data);
}

void ProjectOpening::read(const QString& folder, FirstPage first) {
  reading_.cancel();
  // As a shared pointer: Qt 6.4 copies what a future holds.
  reading_ = jobs_.start<std::shared_ptr<ProjectContents>>(
      tr("Opening %1").arg(projectName(folder)), this,
      [folder](QPromise<std::shared_ptr<ProjectContents>>& promise) {
        promise.addResult(std::make_shared<ProjectContents>(readProject(folder.toStdString())));
      },
      [this, folder, first](const std::shared_ptr<ProjectContents>& contents) {
        // Something may have begun to train meanwhile.
        leaving_.then(waitingText(folder), [this, contents, first] { Q_EMIT contentsRead(contents, first); });
      },
      [this, folder](const QList<Problem>& problems) { refuse(folder, problems); });
}

void ProjectOpening::refuse(const QString& folder, const QList<Problem>& problems) {
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
  messages_.show(std::move(message));
}

void ProjectOpening::forgetRefusal(const QString& folder) {
  messages_.remove(unopenedTitle(folder));
}

void ProjectOpening::locateData(const QString& folder) {
  const QString images = LastFolder("images").chooseFolder(&window_, tr("Where the pictures are now"));
  if (images.isEmpty()) return;
  const std::filesystem::path own = document_ != nullptr ? document_->project().folder : std::filesystem::path();
  if (own == folder.toStdString()) return document_->setData(images.toStdString());
  jobs_.startWriting<bool>(
      tr("Changing the project"), this,
      [folder, images](QPromise<bool>& promise) {
        const auto lock = ProcessLock::tryTake(ProjectClaim::lockFileOf(folder.toStdString()));
        if (!lock) throw Error(folder.toStdString(), "is open in another window", "locate the pictures there");
        Project project = openProject(folder.toStdString());
        project.data = images.toStdString();
        saveProject(project);
        promise.addResult(true);
      },
      [this, folder](bool) { open(folder, FirstPage::Data); },
      [this, folder](const QList<Problem>& problems) { refuse(folder, problems); });
}

void ProjectOpening::prepareDemo(FirstPage first) {
  const QString folder = demoFolder(), title = tr("Drawing aerial scenes");
  jobs_.startLong<bool>(
      title, this, [folder](QPromise<bool>& promise) { makeDemoProject(folder.toStdString(), promise); },
      [this, folder, first](bool) { read(folder, first); });
  QFutureWatcherBase* watcher = jobs_.running().last().watcher;
  connect(watcher, &QFutureWatcherBase::finished, this, &ProjectOpening::demoEnded);
  Q_EMIT demoBegun(title, watcher);
}

}  // namespace macadam
