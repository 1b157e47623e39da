#include "train/run_control.h"

namespace macadam {

void PauseGate::pause() {
  const MutexLock lock(mutex_);
  paused_ = true;
}

void PauseGate::resume() {
  {
    const MutexLock lock(mutex_);
    paused_ = false;
  }
  changed_.notify_all();
}

bool PauseGate::isPaused() const {
  const MutexLock lock(mutex_);
  return paused_;
}

void PauseGate::waitWhilePaused(const std::stop_token& stop) {
  MutexLock lock(mutex_);
  changed_.wait(lock, stop, [this]() MACADAM_REQUIRES(mutex_) { return !paused_; });
}

}  // namespace macadam
