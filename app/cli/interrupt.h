#pragma once

#include <stop_token>
#include <thread>

namespace macadam {

/// For as long as it lives, Ctrl-C (SIGINT) and SIGTERM ask for a stop with a checkpoint; a second one ends the process
/// at once. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  const std::stop_token& token() const { return token_; }

 private:
  void watch();

  std::stop_source source_;
  std::stop_token token_ = source_.get_token();
  std::thread watcher_;
};

}  // namespace macadam
