#pragma once

#include "runs/metrics_log.h"
#include "runs/run_history.h"
#include "runs/run_store.h"
#include "ui/train/monitor/monitor_axis.h"
#include "ui/train/monitor/preview_history.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace macadam {

/// A run whose events are here.
struct WatchedRun {
  std::optional<RunFolder> folder;
  RunHistory history;
  int labelledBatch = 0;
  std::size_t labelledTiles = 0;  ///< 0 where it does not say.

  MonitorAxis axis(XAxisKind kind) const { return {kind, labelledBatch, labelledTiles}; }
};

/// All that the monitor shows of a run.
struct RunReading {
  WatchedRun run;
  PreviewHistory previews;
  std::vector<Event> log;  ///< What the log tells of.
};

/// Reads a run from its folder. For jobs. @throws Error
RunReading readRun(const RunFolder& run, PreviewPixels pixels);

/// How many of the first of `events` are the last of `known` as well; both are events that the log tells of.
std::size_t knownAlready(const std::vector<Event>& events, const std::vector<Event>& known);

}  // namespace macadam
