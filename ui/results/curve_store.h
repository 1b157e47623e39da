#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/run_catalog.h"
#include "ui/results/run_curves.h"

#include <QObject>
#include <filesystem>
#include <map>
#include <set>
#include <vector>

namespace macadam {

/// The curves of runs, read in the background when they are first asked for, and kept up with a run in training.
class CurveStore : public QObject {
  Q_OBJECT

 public:
  explicit CurveStore(Jobs& jobs, QObject* parent = nullptr);

  /// Reads those that are not there yet, or whose files have changed since.
  void want(const std::vector<RunRecord>& runs);
  /// Nullptr while they are not read.
  const RunCurves* find(const RunFolder& run) const;
  void add(const RunFolder& run, const std::vector<Event>& events);

 Q_SIGNALS:
  void ready();
  void grown(const RunFolder& run);

 private:
  struct Kept {
    RunStamp stamp;
    RunCurves curves;
  };
  using Read = std::map<std::filesystem::path, Kept>;

  void take(Read read);

  Jobs& jobs_;
  Read known_;
  std::set<std::filesystem::path> reading_;
  std::map<std::filesystem::path, std::vector<Event>> waiting_;  ///< What came while the curves were being read.
};

}  // namespace macadam
