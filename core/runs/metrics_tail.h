#pragma once

#include "train/events.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace macadam {

/// Reads the events that another process adds to a run's metrics, as they come.
class MetricsTail {
 public:
  struct News {
    std::vector<Event> events;
    bool isWrittenAnew = false;  ///< The run went on from a checkpoint: what came after that is gone from the file.
  };

  /// Begins after what the file holds now; one that is not there yet is read from its beginning.
  explicit MetricsTail(std::filesystem::path file);

  /// What has come since the last call, whole lines only. @throws Error naming the file when a line is no event.
  News read();

 private:
  std::filesystem::path file_;
  std::uintmax_t bytes_ = 0;  ///< Read, in whole lines.
  ino_t identity_ = 0;        ///< Of the file that was read last; 0 where there was none.
};

}  // namespace macadam
