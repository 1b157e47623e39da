#pragma once

#include "base/mutex.h"
#include "runs/process_mark.h"
#include "train/run_control.h"
#include "ui/project/engine_access.h"
#include "ui/train/event_mailbox.h"
#include "ui/train/training_task.h"

#include <atomic>
#include <condition_variable>
#include <optional>
#include <stop_token>
#include <thread>
#include <variant>
#include <vector>

namespace macadam {

class FollowedRun;

/// The training thread: does one task at a time and tells the mailbox, the end of each task included.
///
/// A run that another process trains is followed by it. One thread commands it. Its destruction stops a training with a
/// checkpoint and waits for that; what is only followed goes on.
class TrainingWorker {
 public:
  TrainingWorker(EngineAccess engine, EventMailbox& mailbox);
  ~TrainingWorker();
  TrainingWorker(const TrainingWorker&) = delete;
  TrainingWorker& operator=(const TrainingWorker&) = delete;

  /// @pre the last task has ended.
  void train(TrainingTask task);
  /// Follows a run that `process` trains. @pre the last task has ended.
  void follow(RunFolder run, ProcessMark process);
  void pause() { gate_.pause(); }
  void resume() { gate_.resume(); }
  void stop() { stop_.request_stop(); }
  void stopAtNextCheckpoint() { stopsAtCheckpoint_ = true; }
  /// Ends the following of a run, which goes on.
  void letGo() { letGo_.request_stop(); }

 private:
  struct Following {
    RunFolder run{{}};
    ProcessMark process;
  };
  struct Assignment {
    std::variant<TrainingTask, Following> what;
    std::stop_source stop, letGo;
  };
  class Listener;

  void loop(const std::stop_token& quit);
  void assign(std::variant<TrainingTask, Following> what);
  TaskEnded perform(const Assignment& assignment);
  TaskEnded perform(const TrainingTask& task, const Assignment& assignment, Listener& listener);
  TaskEnded perform(const Following& following, const Assignment& assignment, Listener& listener);
  TaskEnded perform(const NewRun& task, const Assignment& assignment, Listener& listener);
  TaskEnded perform(const ResumedRun& task, const Assignment& assignment, Listener& listener);
  TaskEnded perform(const NewSuite& task, const Assignment& assignment, Listener& listener);
  void trainDetached(const RunFolder& run, const RunSpec& spec, std::int64_t moreIterations,
                     const Assignment& assignment, Listener& listener);
  void follow(FollowedRun& run, const RunSpec& spec, const ProcessMark& process, const Assignment& assignment,
              Listener& listener);

  const EngineAccess engine_;
  EventMailbox& mailbox_;
  std::stop_source stop_, letGo_;  ///< Of the present task; the commanding thread's own copies.
  PauseGate gate_;
  std::atomic<bool> stopsAtCheckpoint_ = false;
  Mutex mutex_;
  std::condition_variable_any assigned_;
  std::optional<Assignment> next_ MACADAM_GUARDED_BY(mutex_);
  std::jthread thread_;  ///< Last: it ends before the rest goes.
};

}  // namespace macadam
