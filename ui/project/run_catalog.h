#pragma once

#include "runs/run_notes.h"
#include "runs/run_store.h"
#include "spec/run_spec.h"
#include "ui/project/growing_summary.h"

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace macadam {

class Jobs;

/// Changes with the files that a run is read from.
struct RunStamp {
  std::uintmax_t metricsBytes = 0;
  std::filesystem::file_time_type metricsTime, notesTime, specTime;
  bool locked = false;

  bool operator==(const RunStamp&) const = default;
};

/// A run of the project, as its files tell it.
struct RunRecord {
  RunFolder folder{{}};
  RunSpec spec;
  RunSummary summary;
  GrowingSummary read;  ///< Where the summary goes on when the metrics have grown.
  RunNotes notes;
  QDateTime started;     ///< Invalid when nobody wrote it down.
  QString problem;       ///< Why it cannot be read; empty when it can.
  QString notesProblem;  ///< Likewise of what was written about it.
  RunStamp stamp;
};

/// The runs of a project, oldest first, those of its suites included; read in the background, again whenever the
/// folder changes or someone asks, but only those whose files have changed, and of metrics only what is new.
class RunCatalog : public QObject {
  Q_OBJECT

 public:
  RunCatalog(std::filesystem::path runs, Jobs& jobs, QObject* parent = nullptr);

  const std::filesystem::path& folder() const { return folder_; }
  const std::vector<RunRecord>& runs() const { return runs_; }
  /// Nullptr when it is not (yet) known.
  const RunRecord* find(const RunFolder& run) const;
  /// Reads the runs again, soon; many calls at once read once.
  void refresh();

 Q_SIGNALS:
  void changed();

 private:
  void read();

  std::filesystem::path folder_;
  Jobs& jobs_;
  std::vector<RunRecord> runs_;
  QFileSystemWatcher watcher_;
  QTimer delay_;
  bool reading_ = false;
  bool again_ = false;
};

}  // namespace macadam
