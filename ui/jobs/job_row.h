#pragma once

#include "ui/jobs/jobs.h"
#include "ui/widgets/elided_label.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QToolButton>
#include <QWidget>

namespace macadam {

/// In one line, or, where that is narrow, the title above the progress.
enum class JobRowShape { Line, TwoLines };

/// One job: title, progress, remaining time, and a button that cancels it where that can be done.
class JobRow : public QWidget {
  Q_OBJECT

 public:
  explicit JobRow(QWidget* parent = nullptr, JobRowShape shape = JobRowShape::Line);

  /// Follows a job from now on; one without a watcher is none.
  void follow(const RunningJob& job);
  QFutureWatcherBase* watcher() const { return watcher_; }

 private:
  void layOut(JobRowShape shape);
  void showProgress();
  void cancel();

  ElidedLabel* title_;
  QProgressBar* progress_;
  QLabel* remaining_;
  QToolButton* cancel_;
  QPointer<QFutureWatcherBase> watcher_;
  QElapsedTimer followed_;
  int firstValue_ = 0;
};

}  // namespace macadam
