#pragma once

#include "runs/run_store.h"
#include "session/data_record.h"
#include "spec/run_spec.h"
#include "train/events.h"
#include "train/run_control.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>

namespace macadam {

/// One training: a spec in, events out, everything kept in a run folder.
///
/// Used alike by the window, the command line and the tests. A folder that holds a checkpoint is continued from it;
/// what may then differ from its earlier spec, checkResumeChanges says.
class TrainingSession {
 public:
  /// @param run made by `createRun` or opened by `openRun`.
  TrainingSession(RunSpec spec, RunFolder run, ChangedData changed = ChangedData::Refused);
  /// @param lock the run's, which the caller has taken already.
  TrainingSession(RunSpec spec, RunFolder run, std::unique_ptr<RunLock> lock);

  /// Trains on the calling thread until the run completes, fails or is stopped; a failure is an ending with a message.
  /// `sink` receives every event, the ending included, after it is in the run's log.
  RunFinished run(const std::stop_token& stop, PauseGate& gate, EventSink& sink) noexcept;

  const RunSpec& spec() const { return spec_; }
  /// Whether it ended before anything was trained because the data, its split or its masks are not fit for it.
  bool refusedItsData() const { return refusedItsData_; }

 private:
  struct Prepared;

  /// Whatever can be refused is, before anything of a begun run changes. @throws Error
  Prepared prepare(bool isBegun);
  RunFinished trainOn(Prepared& prepared, const std::stop_token& stop, PauseGate& gate, EventSink& sink);

  RunSpec spec_;
  RunFolder run_;
  ChangedData changed_ = ChangedData::Refused;
  std::unique_ptr<RunLock> lock_;
  bool refusedItsData_ = false;
};

/// What a run can be gone on from.
struct SoundCheckpoint {
  std::int64_t iteration = 0;
  bool isNewest = true;  ///< Those that were written after it are damaged or gone.
};

/// The newest checkpoint that holds what was written into it, every byte of it read; empty where there is none.
std::optional<SoundCheckpoint> soundCheckpoint(const RunSpec& spec, const RunFolder& run);

}  // namespace macadam
