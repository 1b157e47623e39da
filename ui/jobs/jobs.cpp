#include "ui/jobs/jobs.h"

#include <algorithm>

namespace macadam {

/// Qt paints large areas with the threads of the same pool and waits for them: were jobs to take them all, the window
/// would stand still until one ends.
Jobs::Jobs(QObject* parent) : QObject(parent) {
  constexpr int kMoreThanJobsEverAre = 32;
  QThreadPool* pool = QThreadPool::globalInstance();
  pool->setMaxThreadCount(std::max(pool->maxThreadCount(), kMoreThanJobsEverAre));
}

Jobs::~Jobs() {
  cancelAll();
  for (const RunningJob& job : running_) job.watcher->disconnect();
  for (const RunningJob& job : running_) job.watcher->waitForFinished();
}

void Jobs::cancelAll() {
  for (const RunningJob& job : running_) job.watcher->cancel();
}

void Jobs::watch(const QString& title, QFutureWatcherBase* watcher) {
  running_.append({title, watcher});
  connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
    running_.removeIf([&](const RunningJob& job) { return job.watcher == watcher; });
    Q_EMIT finished(watcher);
    watcher->deleteLater();
  });
  Q_EMIT started(title, watcher);
}

}  // namespace macadam
