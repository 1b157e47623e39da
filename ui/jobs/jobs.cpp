#include "ui/jobs/jobs.h"

#include <algorithm>

namespace macadam {

Jobs::Jobs(QObject* parent) : QObject(parent) {}

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
