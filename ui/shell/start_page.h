#pragma once

#include "ui/jobs/job_row.h"
#include "ui/shell/recent_list.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QWidget>

namespace macadam {

/// What one sees without a project: how to begin, and where one was.
class StartPage : public QWidget {
  Q_OBJECT

 public:
  StartPage(RecentProjects& recent, QAction& newProject, QAction& openProject, QAction& demo,
            QWidget* parent = nullptr);

  /// Shows the job that prepares a project in place of the demo's button; `nullptr` shows the button again.
  void showDemoJob(const QString& title, QFutureWatcherBase* watcher);

 Q_SIGNALS:
  void openRequested(const QString& folder);

 private:
  QWidget* makeHead();
  QWidget* makeBeginnings(QAction& newProject, QAction& openProject, QAction& demo);
  QWidget* makeRecent(RecentProjects& recent);
  void refreshRecent(const RecentProjects& recent);

  QPushButton* demoButton_ = nullptr;
  JobRow* demoJob_ = nullptr;
  RecentList* list_ = nullptr;
  QLabel* noRecent_ = nullptr;
};

}  // namespace macadam
