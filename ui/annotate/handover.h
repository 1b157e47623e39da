#pragma once

#include "base/mutex.h"

#include <stop_token>
#include <utility>
#include <vector>

namespace macadam {

/// What one thread opens and the window's takes over, for things of which only one may be open: what is not taken is
/// closed by `takeAll` of whoever goes on to the next, or, while it is still being opened, by the thread that opens it.
template <typename T>
class Handover {
 public:
  /// Says when nothing more is wanted.
  std::stop_token stop() const { return stop_.get_token(); }
  void put(T opened) {
    const MutexLock lock(mutex_);
    if (!stop_.stop_requested()) opened_.push_back(std::move(opened));
  }
  /// What is there; nothing that comes later is wanted any more.
  std::vector<T> takeAll() {
    const MutexLock lock(mutex_);
    stop_.request_stop();
    return std::exchange(opened_, {});
  }

 private:
  Mutex mutex_;
  std::stop_source stop_;
  std::vector<T> opened_ MACADAM_GUARDED_BY(mutex_);
};

}  // namespace macadam
