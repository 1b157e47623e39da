#pragma once

#include "ui/project/run_catalog.h"
#include "ui/results/stale_runs.h"
#include "ui/train/run_controller.h"

#include <QObject>
#include <QPointer>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace macadam {

/// The runs of the project as of this moment: what the catalogue has read, the run in training kept up by its events,
/// notes as they were last typed, and without what is on its way to the trash. Oldest first.
class RunFeed : public QObject {
  Q_OBJECT

 public:
  explicit RunFeed(RunController& controller, QObject* parent = nullptr);

  /// Nullptr shows none.
  void setCatalog(RunCatalog* catalog);
  const std::vector<RunRecord>& runs() const { return runs_; }
  /// Nullptr when there is no such run.
  const RunRecord* find(const RunFolder& run) const;
  void refresh();
  /// Shows which runs are stale.
  void showStale(const StaleReasons& reasons);

  void hide(const RunFolder& run);
  void unhide(const RunFolder& run);
  /// Shows notes that are being written, until the catalogue has read them.
  void showNotes(const RunFolder& run, const RunNotes& notes);
  /// When they could not be written.
  void forgetNotes(const RunFolder& run);

 Q_SIGNALS:
  void changed();
  /// Of one run only what was measured is new.
  void updated(const RunRecord& run);
  /// Of the run in training.
  void eventsArrived(const RunFolder& run, const std::vector<Event>& events);

 private:
  void startLive(const RunFolder& run, const RunSpec& spec);
  void takeEvents(const std::vector<Event>& events);
  void endLive(const RunFolder& run, const RunFinished& ending);
  void rebuild();
  bool isOurs(const RunFolder& run) const;

  RunController& controller_;
  QPointer<RunCatalog> catalog_;
  std::vector<RunRecord> runs_;
  std::optional<RunRecord> live_;
  std::set<std::filesystem::path> hidden_;
  std::map<std::filesystem::path, RunNotes> typed_;
  StaleReasons stale_;
};

}  // namespace macadam
