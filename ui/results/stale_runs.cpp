#include "ui/results/stale_runs.h"

#include "session/run_staleness.h"
#include "ui/project/project_document.h"

namespace macadam {
namespace {

constexpr int kSettleMilliseconds = 150;

}  // namespace

StaleRuns::StaleRuns(QObject* parent)
    : QObject(parent),
      comparing_(
          thread_, Overtaken::Dropped, [this](const StaleReasons& reasons) { Q_EMIT compared(reasons); },
          [](const QList<Problem>&) {}) {
  thread_.setMaxThreadCount(1);
  thread_.setThreadPriority(QThread::LowPriority);
  delay_.setSingleShot(true);
  delay_.setInterval(kSettleMilliseconds);
  connect(&delay_, &QTimer::timeout, this, &StaleRuns::compare);
}

void StaleRuns::setDocument(ProjectDocument* document) {
  if (document_ != nullptr) {
    document_->disconnect(this);
    document_->runs().disconnect(this);
  }
  document_ = document;
  runs_.clear();
  comparing_.forget();
  delay_.stop();
  Q_EMIT compared({});
  if (document == nullptr) return;
  const auto later = [this] { delay_.start(); };
  connect(document, &ProjectDocument::labelsChanged, this, later);
  connect(document, &ProjectDocument::splitChanged, this, later);
  connect(&document->runs(), &RunCatalog::changed, this, &StaleRuns::lookAtRuns);
  lookAtRuns();
}

/// What a run recorded stays as it is while it trains, once it has begun.
void StaleRuns::lookAtRuns() {
  Looks runs;
  for (const RunRecord& run : document_->runs().runs()) {
    runs.emplace_back(run.folder.path(), run.summary.iterations > 0);
  }
  if (std::exchange(runs_, runs) != runs) delay_.start();
}

void StaleRuns::compare() {
  if (document_ == nullptr) return;
  comparing_.run([runs = runs_, dataset = document_->dataset(), split = document_->split()] {
    StaleReasons reasons;
    for (const auto& look : runs) {
      try {
        RunStaleness staleness = stalenessOf(RunFolder(look.first), *dataset, split);
        if (staleness.isStale()) reasons.emplace(look.first, std::move(staleness.reasons));
      } catch (const Error&) {
        // a mask that cannot be read is told of where the data are
      }
    }
    return reasons;
  });
}

}  // namespace macadam
