#pragma once

#include <mutex>
#include <utility>
#include <vector>

namespace macadam {

/// What one thread opens and the window's takes over, for things of which only one may be open: what is not taken is
/// closed by `takeAll` of whoever goes on to the next, or, while it is still being opened, by the thread that opens it.
template <typename T>
class Handover {
 public:
  bool isWanted() const {
    const std::lock_guard lock(mutex_);
    return isWanted_;
  }
  void put(T opened) {
    const std::lock_guard lock(mutex_);
    if (isWanted_) opened_.push_back(std::move(opened));
  }
  /// What is there; nothing that comes later is wanted any more.
  std::vector<T> takeAll() {
    const std::lock_guard lock(mutex_);
    isWanted_ = false;
    return std::exchange(opened_, {});
  }

 private:
  mutable std::mutex mutex_;
  bool isWanted_ = true;
  std::vector<T> opened_;
};

}  // namespace macadam
