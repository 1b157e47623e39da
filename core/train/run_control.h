#pragma once

#include "base/mutex.h"

#include <condition_variable>
#include <stop_token>

namespace macadam {

/// Lets any thread hold a training thread between two steps. Safe to call from many threads.
class PauseGate {
 public:
  void pause();
  void resume();
  bool isPaused() const;
  /// Training thread: returns when the gate is open or a stop was asked for.
  void waitWhilePaused(const std::stop_token& stop);

 private:
  mutable Mutex mutex_;
  std::condition_variable_any changed_;
  bool paused_ MACADAM_GUARDED_BY(mutex_) = false;
};

}  // namespace macadam
