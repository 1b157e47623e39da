#include "ui/train/monitor/watched_run.h"

#include "base/error.h"
#include "data/split.h"
#include "spec/run_spec_toml.h"
#include "ui/train/monitor/log_panel.h"

#include <algorithm>
#include <ranges>
#include <utility>
#include <variant>

namespace macadam {
namespace {

/// How many tiles a run learns labels from; 0 where it does not say.
std::size_t labelledTilesOf(const RunFolder& run) {
  try {
    return loadSplit(run.split()).labelled.size();
  } catch (const Error&) {
    return 0;
  }
}

}  // namespace

RunReading readRun(const RunFolder& run, PreviewPixels pixels) {
  RunReading reading;
  reading.run.folder = run;
  reading.run.labelledBatch = loadRunSpec(run.spec()).schedule.labelledBatch;
  reading.run.labelledTiles = labelledTilesOf(run);
  for (Event& event : readMetrics(run.metrics(), pixels)) {
    reading.run.history.add(event);
    if (const auto* preview = std::get_if<PreviewReady>(&event)) reading.previews.add(*preview);
    if (logLine(event)) reading.log.push_back(std::move(event));
  }
  return reading;
}

std::size_t knownAlready(const std::vector<Event>& events, const std::vector<Event>& known) {
  const auto isSame = [](const Event& one, const Event& other) { return logLine(one) == logLine(other); };
  std::size_t count = std::min(events.size(), known.size());
  while (count > 0 && !std::ranges::equal(events | std::views::take(count),
                                          known | std::views::drop(known.size() - count), isSame)) {
    --count;
  }
  return count;
}

}  // namespace macadam
