#include "train/run_control.h"

namespace macadam {

void PauseGate::pause() {
  const std::lock_guard lock(mutex_);
  paused_ = true;
}

void PauseGate::resume() {
  {
    const std::lock_guard lock(mutex_);
    paused_ = false;
  }
  changed_.notify_all();
}

bool PauseGate::isPaused() const {
  const std::lock_guard lock(mutex_);
  return paused_;
}

void PauseGate::waitWhilePaused(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, stop, [this] { return !paused_; });
}

}  // namespace macadam
