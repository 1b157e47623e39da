#include "ui/results/run_deletion.h"

#include <QUndoCommand>
#include <algorithm>
#include <memory>
#include <utility>

namespace macadam {

/// A deletion that has been done.
class RunDeletion::Step : public QUndoCommand {
 public:
  Step(RunDeletion& deletion, std::vector<TrashedRun> trashed)
      : QUndoCommand(trashed.size() == 1 ? RunDeletion::tr("Delete %1").arg(nameOf(trashed.front()))
                                         : RunDeletion::tr("Delete %1 runs").arg(trashed.size())),
        deletion_(deletion),
        trashed_(std::make_shared<std::vector<TrashedRun>>(std::move(trashed))) {}

  void undo() override {
    isDone_ = false;
    deletion_.restore(*trashed_);
  }

  void redo() override {
    if (std::exchange(isDone_, true)) return;
    std::vector<RunFolder> runs;
    for (const TrashedRun& one : *trashed_) runs.push_back(one.run);
    deletion_.moveToTrash(runs, [places = trashed_](std::vector<TrashedRun> trashed) { *places = std::move(trashed); });
  }

 private:
  static QString nameOf(const TrashedRun& trashed) { return QString::fromStdString(trashed.run.name()); }

  RunDeletion& deletion_;
  std::shared_ptr<std::vector<TrashedRun>> trashed_;  ///< Outlives the step until they lie there.
  bool isDone_ = true;
};

RunDeletion::RunDeletion(Jobs& jobs, RunFeed& feed, QUndoStack& history, QObject* parent)
    : QObject(parent), jobs_(jobs), feed_(feed), history_(history) {}

void RunDeletion::remove(const std::vector<RunFolder>& runs) {
  if (runs.empty()) return;
  moveToTrash(runs, [this](std::vector<TrashedRun> trashed) { history_.push(new Step(*this, std::move(trashed))); });
}

void RunDeletion::moveToTrash(const std::vector<RunFolder>& runs, std::function<void(std::vector<TrashedRun>)> done) {
  for (const RunFolder& run : runs) feed_.hide(run);
  jobs_.startWriting<TrashOutcome>(
      tr("Deleting runs"), this,
      [runs](QPromise<TrashOutcome>& promise) { promise.addResult(macadam::moveToTrash(runs)); },
      [this, runs, done = std::move(done)](TrashOutcome outcome) {
        for (const RunFolder& run : runs) {
          const bool isGone = std::ranges::find(outcome.trashed, run, &TrashedRun::run) != outcome.trashed.end();
          if (!isGone) feed_.unhide(run);
        }
        feed_.refresh();
        const auto count = static_cast<int>(outcome.trashed.size());
        if (count > 0) {
          done(std::move(outcome.trashed));
          Q_EMIT removed(count);
        }
        if (!outcome.problems.empty()) {
          Q_EMIT failed(QList<Problem>(outcome.problems.begin(), outcome.problems.end()));
        }
      });
}

void RunDeletion::restore(const std::vector<TrashedRun>& runs) {
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

}  // namespace macadam
