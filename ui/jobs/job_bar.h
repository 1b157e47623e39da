#pragma once

#include "ui/jobs/job_row.h"
#include "ui/jobs/jobs.h"

#include <QFrame>
#include <QHash>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>

namespace macadam {

/// The running jobs in a status bar: the oldest one, and the rest in a popup. Jobs that end at once never show.
class JobBar : public QWidget {
  Q_OBJECT

 public:
  explicit JobBar(Jobs& jobs, QWidget* parent = nullptr);

 private:
  void add(const QString& title, QFutureWatcherBase* watcher);
  void refresh();
  void showPopup();

  Jobs& jobs_;
  QHash<QFutureWatcherBase*, qint64> startedAt_;
  QElapsedTimer clock_;
  QTimer delay_;
  JobRow* first_;
  QToolButton* more_;
  QFrame* popup_;
  QVBoxLayout* rows_;
};

}  // namespace macadam
