#include "ui/results/run_deletion.h"

#include <algorithm>
#include <utility>

namespace macadam {

RunDeletion::RunDeletion(Jobs& jobs, RunFeed& feed, QObject* parent) : QObject(parent), jobs_(jobs), feed_(feed) {}

void RunDeletion::remove(const std::vector<RunFolder>& runs) {
  if (runs.empty()) return;
  for (const RunFolder& run : runs) feed_.hide(run);
  jobs_.startWriting<TrashOutcome>(
      tr("Deleting runs"), this, [runs](QPromise<TrashOutcome>& promise) { promise.addResult(moveToTrash(runs)); },
      [this, runs](TrashOutcome outcome) {
        for (const RunFolder& run : runs) {
          const bool isGone = std::ranges::find(outcome.trashed, run, &TrashedRun::run) != outcome.trashed.end();
          if (!isGone) feed_.unhide(run);
        }
        feed_.refresh();
        const auto count = static_cast<int>(outcome.trashed.size());
        if (count > 0) {
          deletions_.push_back(std::move(outcome.trashed));
          Q_EMIT removed(count);
        }
        if (!outcome.problems.empty()) {
          Q_EMIT failed(QList<Problem>(outcome.problems.begin(), outcome.problems.end()));
        }
      });
}

void RunDeletion::undo() {
  if (deletions_.empty()) return;
  const std::vector<TrashedRun> runs = std::move(deletions_.back());
  deletions_.pop_back();
  jobs_.startWriting<int>(
      tr("Restoring runs"), this,
      [runs](QPromise<int>& promise) {
        restoreFromTrash(runs);
        promise.addResult(static_cast<int>(runs.size()));
      },
      [this](int count) { Q_EMIT restored(count); },
      [this](const QList<Problem>& problems) { Q_EMIT failed(problems); },
      [this, runs] {
        for (const TrashedRun& trashed : runs) feed_.unhide(trashed.run);
      });
}

void RunDeletion::forget() {
  deletions_.clear();
}

}  // namespace macadam
