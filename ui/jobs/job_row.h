#pragma once

#include <QElapsedTimer>
#include <QFutureWatcherBase>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QToolButton>
#include <QWidget>

namespace macadam {

/// One job: title, progress, remaining time, and a button that cancels it.
class JobRow : public QWidget {
  Q_OBJECT

 public:
  explicit JobRow(QWidget* parent = nullptr);

  /// Follows a job from now on; `nullptr` follows none.
  void follow(const QString& title, QFutureWatcherBase* watcher);
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
