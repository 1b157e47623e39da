#pragma once

#include "runs/metrics_tail.h"
#include "runs/process_mark.h"
#include "runs/run_store.h"

#include <functional>
#include <stop_token>

namespace macadam {

enum class FollowedSince {
  BeforeItsStart,  ///< An ending that the metrics already hold is of an earlier process.
  Midway           ///< It may have ended already.
};

/// A run that another process of this machine trains, as its metrics tell it.
class FollowedRun {
 public:
  /// Follows from now on.
  FollowedRun(RunFolder run, FollowedSince since);

  const RunFolder& folder() const { return run_; }

  struct Listener {
    std::function<void()> begin;  ///< It goes on from a checkpoint: what is known of it is to be read again.
    std::function<void(Event)> post;
  };

  /// Tells of the run until its process has ended, an ending always last, or until it is let go, when it goes on alone.
  /// @param stop asks the process to end with a checkpoint.
  /// @throws Error when it cannot be asked, or its metrics cannot be read.
  void follow(const ProcessMark& process, const std::stop_token& letGo, const std::stop_token& stop,
              const Listener& listener);

 private:
  void tellNews(const Listener& listener);
  RunFinished untoldEnding(bool wasAsked) const;

  RunFolder run_;
  FollowedSince since_;
  MetricsTail metrics_;
  std::int64_t iteration_ = 0;  ///< The last one that was told of.
  double seconds_ = 0.0;
  bool hasEnded_ = false;
};

}  // namespace macadam
