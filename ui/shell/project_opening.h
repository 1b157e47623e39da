#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/project_document.h"
#include "ui/shell/leave_training.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/recent_projects.h"

#include <QFuture>
#include <QObject>
#include <QPointer>
#include <QString>
#include <memory>

class QFutureWatcherBase;
class QWidget;

namespace macadam {

/// Where a project that was opened is shown first.
enum class FirstPage { Data, LastUsed };

/// Whether the project.toml of this folder can be read, and names a folder of pictures that is not there.
bool lacksItsData(const QString& folder);

/// How a window comes to a project, and why not: it is chosen, made or invented, nothing trains any more, and its files
/// are read in the background. What cannot be opened is told above the page, with what can be done about it.
class ProjectOpening : public QObject {
  Q_OBJECT

 public:
  /// @param window that questions stand before.
  ProjectOpening(QWidget& window, Jobs& jobs, RecentProjects& recent, MessageBar& messages, LeaveTraining& leaving);

  /// What the window shows now; nullptr where that is nothing.
  void setDocument(ProjectDocument* document) { document_ = document; }

  /// Asks first when a run is in training.
  void open(const QString& folder, FirstPage first);
  /// Makes it first where it is not there yet.
  void openDemo(FirstPage first);
  /// A project opens; of a folder of images a project can be made.
  void openFolder(const QString& folder, FirstPage first);
  void chooseFolder();
  void makeNew(const QString& images);
  void close();

  /// Whether the project was made last: who made it saw what its masks mean.
  bool isNew(const QString& folder) const { return folder == newFolder_; }
  /// Takes away what was said when it could not be opened.
  void forgetRefusal(const QString& folder);

 Q_SIGNALS:
  void contentsRead(const std::shared_ptr<macadam::ProjectContents>& contents, macadam::FirstPage first);
  /// The project is left for none.
  void left();
  void demoBegun(const QString& title, QFutureWatcherBase* watcher);
  void demoEnded();

 private:
  void read(const QString& folder, FirstPage first);
  void prepareDemo(FirstPage first);
  void refuse(const QString& folder, const QList<Problem>& problems);
  void locateData(const QString& folder);

  QWidget& window_;
  Jobs& jobs_;
  RecentProjects& recent_;
  MessageBar& messages_;
  LeaveTraining& leaving_;
  QPointer<ProjectDocument> document_;
  QString newFolder_;
  QFuture<std::shared_ptr<ProjectContents>> reading_;
};

}  // namespace macadam
