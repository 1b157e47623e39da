#pragma once

#include "cli/live_line.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace macadam {

/// How far a counted piece of work has come: one live line on a terminal, elsewhere a line every few seconds.
/// Written to stderr, so that results on stdout stay clean.
class ProgressBar {
 public:
  ProgressBar(std::string label, std::int64_t total);

  void advance(std::int64_t count = 1) { advanceTo(done_ + count); }
  void advanceTo(std::int64_t done);
  /// Removes the line.
  void finish() { line_.clear(); }

 private:
  using Clock = std::chrono::steady_clock;

  void print();

  std::string label_;
  std::int64_t total_;
  std::int64_t done_ = 0;
  LiveLine line_;
  Clock::time_point started_ = Clock::now();
  Clock::time_point printed_ = started_;
};

}  // namespace macadam
