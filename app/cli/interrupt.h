#pragma once

#include <stop_token>
#include <thread>

namespace macadam {

/// For as long as it lives, Ctrl-C (SIGINT), SIGTERM and, unless it was ignored before (nohup), the end of the terminal
/// (SIGHUP) ask for a stop with a checkpoint; a second one ends the process at once. A reader that has gone (SIGPIPE)
/// does not end it either. One at a time.
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
