#include "ui/jobs/jobs.h"

namespace macadam {

namespace {

constexpr int kShortThreads = 4;
/// More than a user sets going at once, so that what he asks for begins.
constexpr int kLongThreads = 8;

}  // namespace

Jobs::Jobs(QObject* parent) : QObject(parent) {
  short_.setMaxThreadCount(kShortThreads);
  long_.setMaxThreadCount(kLongThreads);
}

Jobs::~Jobs() {
  cancelAll();
  for (const RunningJob& job : running_) job.watcher->disconnect();
  short_.waitForDone();
  long_.waitForDone();
}

void Jobs::cancelAll() {
  for (const RunningJob& job : running_) {
    if (job.canBeCancelled) job.watcher->cancel();
  }
}

void Jobs::watch(const RunningJob& job) {
  running_.append(job);
  connect(job.watcher, &QFutureWatcherBase::finished, this, [this, watcher = job.watcher] {
    running_.removeIf([&](const RunningJob& other) { return other.watcher == watcher; });
    Q_EMIT finished(watcher);
    watcher->deleteLater();
  });
  Q_EMIT started(job.title, job.watcher);
}

}  // namespace macadam
