#pragma once

#include "train/run_control.h"
#include "ui/project/engine_access.h"
#include "ui/train/event_mailbox.h"
#include "ui/train/training_task.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace macadam {

/// The training thread: does one task at a time and tells the mailbox, the end of each task included.
///
/// One thread commands it. Its destruction stops a training with a checkpoint and waits for that.
class TrainingWorker {
 public:
  TrainingWorker(EngineAccess engine, EventMailbox& mailbox);
  ~TrainingWorker();
  TrainingWorker(const TrainingWorker&) = delete;
  TrainingWorker& operator=(const TrainingWorker&) = delete;

  /// @pre the last task has ended.
  void train(TrainingTask task);
  void pause() { gate_.pause(); }
  void resume() { gate_.resume(); }
  void stop() { stop_.request_stop(); }
  void stopAtNextCheckpoint() { stopsAtCheckpoint_ = true; }

 private:
  struct Assignment {
    TrainingTask task;
    std::stop_source stop;
  };
  class Listener;

  void loop(const std::stop_token& quit);
  std::vector<Problem> perform(const Assignment& assignment);
  std::vector<Problem> perform(const NewRun& task, const std::stop_token& stop, Listener& listener);
  std::vector<Problem> perform(const ResumedRun& task, const std::stop_token& stop, Listener& listener);
  std::vector<Problem> perform(const NewSuite& task, const std::stop_token& stop, Listener& listener);

  const EngineAccess engine_;
  EventMailbox& mailbox_;
  std::stop_source stop_;  ///< Of the present task; the commanding thread's own copy.
  PauseGate gate_;
  std::atomic<bool> stopsAtCheckpoint_ = false;
  std::mutex mutex_;
  std::condition_variable_any assigned_;
  std::optional<Assignment> next_;  ///< Guarded by `mutex_`.
  std::jthread thread_;             ///< Last: it ends before the rest goes.
};

}  // namespace macadam
