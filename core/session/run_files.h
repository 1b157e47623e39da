#pragma once

#include "runs/run_log.h"
#include "runs/run_store.h"
#include "spec/run_spec.h"

#include <memory>
#include <string>
#include <vector>

namespace macadam {

/// The files of a run that have to be there while it trains: its lock, its spec and its log.
class RunFiles {
 public:
  /// Removes what killed processes left half written. @param lock the run's.
  RunFiles(const RunSpec& spec, RunFolder run, std::unique_ptr<RunLock> lock);

  /// @throws Error when the log cannot be written.
  void openLog();
  /// @pre openLog
  RunLog& log() { return *log_; }

  /// Makes again what somebody has removed, and says what that was.
  /// @throws Error when it cannot be made, or when another process has taken the run meanwhile.
  std::vector<std::string> restore();

 private:
  const RunSpec& spec_;
  RunFolder run_;
  std::unique_ptr<RunLock> lock_;
  std::unique_ptr<RunLog> log_;
};

}  // namespace macadam
