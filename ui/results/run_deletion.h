#pragma once

#include "ui/jobs/jobs.h"
#include "ui/results/run_feed.h"
#include "ui/results/run_trash.h"

#include <QObject>
#include <vector>

namespace macadam {

/// Deletes runs to the trash and brings them back, the latest deletion first.
class RunDeletion : public QObject {
  Q_OBJECT

 public:
  RunDeletion(Jobs& jobs, RunFeed& feed, QObject* parent = nullptr);

  void remove(const std::vector<RunFolder>& runs);
  bool canUndo() const { return !deletions_.empty(); }
  void undo();
  /// When another project is shown. What lies in the trash stays there.
  void forget();

 Q_SIGNALS:
  void removed(int count);
  void restored(int count);
  void failed(const QList<Problem>& problems);

 private:
  Jobs& jobs_;
  RunFeed& feed_;
  std::vector<std::vector<TrashedRun>> deletions_;
};

}  // namespace macadam
