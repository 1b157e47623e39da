#pragma once

#include "runs/run_notes.h"
#include "runs/run_store.h"
#include "spec/run_spec.h"
#include "ui/jobs/newest_wins.h"
#include "ui/project/growing_summary.h"

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
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
  /// What has changed of its labels and its split since it was trained, in words; empty where nobody has looked.
  std::vector<std::string> stale = {};
};

/// The runs of a project, oldest first, those of its suites included; read in the background, again whenever the
/// folder changes or someone asks, but only those whose files have changed, and of metrics only what is new. Whatever
/// other programs do to them in the meantime is seen within seconds.
class RunCatalog : public QObject {
  Q_OBJECT

 public:
  /// @param lookEvery how often it looks for what other programs have done.
  RunCatalog(std::filesystem::path runs, Jobs& jobs, QObject* parent = nullptr,
             std::chrono::milliseconds lookEvery = std::chrono::seconds(3));

  const std::filesystem::path& folder() const { return folder_; }
  const std::vector<RunRecord>& runs() const { return runs_; }
  /// Nullptr when it is not (yet) known.
  const RunRecord* find(const RunFolder& run) const;
  /// Reads the runs again, soon; many calls at once read once.
  void refresh();

 Q_SIGNALS:
  void changed();

 private:
  using Stamps = std::vector<std::pair<std::filesystem::path, RunStamp>>;

  void read();
  /// Reads again where the files are no longer those that were read.
  void compare(const Stamps& found);

  std::filesystem::path folder_;
  Jobs& jobs_;
  std::vector<RunRecord> runs_;
  QFileSystemWatcher watcher_;
  QTimer delay_;
  QTimer look_;
  QThreadPool lookingThread_;
  NewestWins<Stamps> looking_;
  bool reading_ = false;
  bool again_ = false;
};

}  // namespace macadam
