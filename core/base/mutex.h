#pragma once

#include "base/thread_annotations.h"

#include <mutex>

namespace macadam {

/// A std::mutex that Clang's analysis knows; libstdc++'s own it does not.
class MACADAM_CAPABILITY("mutex") Mutex {
 public:
  void lock() MACADAM_ACQUIRE() { mutex_.lock(); }
  void unlock() MACADAM_RELEASE() { mutex_.unlock(); }

 private:
  std::mutex mutex_;
};

/// Holds a mutex while it lives, but where it is unlocked in between; std::condition_variable_any waits with it.
class MACADAM_SCOPED_CAPABILITY MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) MACADAM_ACQUIRE(mutex) : mutex_(mutex) { mutex_.lock(); }
  ~MutexLock() MACADAM_RELEASE() {
    if (isHeld_) mutex_.unlock();
  }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

  /// @pre it is unlocked.
  void lock() MACADAM_ACQUIRE() {
    mutex_.lock();
    isHeld_ = true;
  }
  /// @pre it is locked.
  void unlock() MACADAM_RELEASE() {
    isHeld_ = false;
    mutex_.unlock();
  }

 private:
  Mutex& mutex_;
  bool isHeld_ = true;
};

}  // namespace macadam
