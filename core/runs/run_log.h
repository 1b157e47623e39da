#pragma once

#include "train/events.h"

#include <filesystem>
#include <memory>

namespace spdlog {
class logger;
}

namespace macadam {

/// A run's log.txt: what happened and when, one readable line each, for people. Single steps are left to the metrics.
class RunLog : public EventSink {
 public:
  /// Appends to `file`. @throws Error when it cannot be opened.
  explicit RunLog(const std::filesystem::path& file);
  ~RunLog() override;

  void post(Event event) override;

 private:
  std::unique_ptr<spdlog::logger> logger_;
};

}  // namespace macadam
