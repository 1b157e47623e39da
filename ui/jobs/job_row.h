#pragma once

#include "ui/jobs/jobs.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QToolButton>
#include <QWidget>

namespace macadam {

/// One job: title, progress, remaining time, and a button that cancels it where that can be done.
class JobRow : public QWidget {
  Q_OBJECT

 public:
  explicit JobRow(QWidget* parent = nullptr);

  /// Follows a job from now on; one without a watcher is none.
  void follow(const RunningJob& job);
  QFutureWatcherBase* watcher() const { return watcher_; }

 private:
  void showProgress();
  void cancel();

  QLabel* title_;
  QProgressBar* progress_;
  QLabel* remaining_;
  QToolButton* cancel_;
  QPointer<QFutureWatcherBase> watcher_;
  QElapsedTimer followed_;
  int firstValue_ = 0;
};

}  // namespace macadam
