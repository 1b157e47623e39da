#pragma once

#include "ui/jobs/jobs.h"
#include "ui/results/run_feed.h"
#include "ui/results/run_trash.h"

#include <QObject>
#include <QUndoStack>
#include <vector>

namespace macadam {

/// Deletes runs to the trash, each time as a step of a history that can be undone.
class RunDeletion : public QObject {
  Q_OBJECT

 public:
  RunDeletion(Jobs& jobs, RunFeed& feed, QUndoStack& history, QObject* parent = nullptr);

  void remove(const std::vector<RunFolder>& runs);

 Q_SIGNALS:
  void removed(int count);
  void restored(int count);
  void failed(const QList<Problem>& problems);

 private:
  class Step;

  void moveToTrash(const std::vector<RunFolder>& runs, std::function<void(std::vector<TrashedRun>)> done);
  void restore(const std::vector<TrashedRun>& runs);

  Jobs& jobs_;
  RunFeed& feed_;
  QUndoStack& history_;
};

}  // namespace macadam
