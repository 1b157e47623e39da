#pragma once

#include "base/error.h"
#include "base/parallel.h"
#include "ui/jobs/problem_list.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QList>
#include <QObject>
#include <QPromise>
#include <QString>
#include <QThreadPool>
#include <QtConcurrent>
#include <cstddef>
#include <functional>
#include <memory>
#include <utility>

namespace macadam {

/// A piece of work that runs beside the window: its title, progress, and a way to cancel it.
struct RunningJob {
  QString title;
  QFutureWatcherBase* watcher = nullptr;
  bool canBeCancelled = true;
};

/// Thrown by a job's work, it ends the job without a word.
struct Cancelled {};

/// Tells a job's progress; throws Cancelled once the job is cancelled. For its work, as long as that lasts.
template <typename T>
ProgressCallback progressOf(QPromise<T>& promise) {
  return [&promise](std::size_t done, std::size_t total) {
    if (promise.isCanceled()) throw Cancelled{};
    const auto maximum = static_cast<int>(total);
    if (promise.future().progressMaximum() != maximum) promise.setProgressRange(0, maximum);
    promise.setProgressValue(static_cast<int>(done));
  };
}

/// The work that runs in the background on behalf of a page, shown in the job bar while it lasts.
///
/// Work gets values, never objects of the window, tells its progress through the promise and looks at `isCanceled`. Its
/// result, or what was wrong, arrives in the UI thread; neither arrives after a cancel or after `context` has died.
/// The threads are its own: Qt paints large areas with those of the global pool and waits for them.
class Jobs : public QObject {
  Q_OBJECT

 public:
  explicit Jobs(QObject* parent = nullptr);
  ~Jobs() override;

  /// For what reads or writes a few files: it never waits for long jobs.
  /// @param work called as `work(QPromise<T>&)`; adds one result with `promise.addResult`, or throws.
  /// @param done called with the result, in the UI thread.
  /// @param failed called with what was wrong; without it the job bar shows a message.
  /// @param ended called however it ended, cancelled too, before the result is.
  template <typename T>
  QFuture<T> start(const QString& title, QObject* context, std::function<void(QPromise<T>&)> work,
                   std::function<void(T)> done, std::function<void(QList<Problem>)> failed = {},
                   std::function<void()> ended = {}) {
    return startIn<T>(short_, {title}, context, std::move(work),
                      {std::move(done), std::move(failed), std::move(ended)});
  }

  /// The same for what writes a few files: it cannot be cancelled, and what waits is still done when the jobs go.
  template <typename T>
  QFuture<T> startWriting(const QString& title, QObject* context, std::function<void(QPromise<T>&)> work,
                          std::function<void(T)> done, std::function<void(QList<Problem>)> failed = {},
                          std::function<void()> ended = {}) {
    return startIn<T>(short_, {.title = title, .canBeCancelled = false}, context, std::move(work),
                      {std::move(done), std::move(failed), std::move(ended)});
  }

  /// The same for what computes, or goes through many files.
  template <typename T>
  QFuture<T> startLong(const QString& title, QObject* context, std::function<void(QPromise<T>&)> work,
                       std::function<void(T)> done, std::function<void(QList<Problem>)> failed = {},
                       std::function<void()> ended = {}) {
    return startIn<T>(long_, {title}, context, std::move(work), {std::move(done), std::move(failed), std::move(ended)});
  }

  const QList<RunningJob>& running() const { return running_; }
  /// All that can be.
  void cancelAll();

 Q_SIGNALS:
  void started(const QString& title, QFutureWatcherBase* watcher);
  void finished(QFutureWatcherBase* watcher);
  void failed(const QString& title, const QList<Problem>& problems);
  /// A result is there.
  void succeeded(const QString& title);

 private:
  /// Who is told how a job ended.
  template <typename T>
  struct Listeners {
    std::function<void(T)> done;
    std::function<void(QList<Problem>)> failed;
    std::function<void()> ended;
  };

  template <typename T>
  QFuture<T> startIn(QThreadPool& pool, RunningJob job, QObject* context, std::function<void(QPromise<T>&)> work,
                     Listeners<T> listeners) {
    auto* watcher = new QFutureWatcher<T>(this);
    job.watcher = watcher;
    const auto problems = std::make_shared<QList<Problem>>();  // written before the work ends, read after it has
    connect(watcher, &QFutureWatcherBase::finished, context, [this, watcher, listeners, problems, title = job.title] {
      const auto& [done, failed, ended] = listeners;
      if (ended) ended();
      if (watcher->isCanceled()) return;
      if (!problems->empty()) {
        if (failed) return failed(*problems);
        return Q_EMIT this->failed(title, *problems);
      }
      if (watcher->future().resultCount() == 0) return;
      Q_EMIT succeeded(title);
      done(watcher->future().takeResult());
    });
    watch(job);
    const QFuture<T> future =
        QtConcurrent::run(&pool, [work = std::move(work), problems, title = job.title](QPromise<T>& promise) {
          try {
            work(promise);
          } catch (const Cancelled&) {
          } catch (...) {
            *problems = caughtProblems(title.toStdString());
          }
        });
    watcher->setFuture(future);
    return future;
  }

  void watch(const RunningJob& job);

  QList<RunningJob> running_;
  QThreadPool short_;
  QThreadPool long_;
};

}  // namespace macadam
