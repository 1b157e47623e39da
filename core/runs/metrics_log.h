#pragma once

#include "base/error.h"
#include "base/mutex.h"
#include "train/events.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace macadam {

/// Writes a run's events as JSON lines, each in the file before the next one is posted, so that a killed run
/// loses nothing that it had posted. Previews become PNG files beside it.
class MetricsLog : public EventSink {
 public:
  /// Appends to `metricsFile`; a torn last line of an earlier process is removed. `previewFolder` is made when needed.
  /// @throws Error when the file cannot be written.
  MetricsLog(std::filesystem::path metricsFile, std::filesystem::path previewFolder);
  ~MetricsLog() override;
  MetricsLog(const MetricsLog&) = delete;
  MetricsLog& operator=(const MetricsLog&) = delete;

  /// Never throws; may be called from any thread.
  void post(Event event) override;
  /// The first thing that went wrong while writing, for example a full disk. Later events are still tried.
  std::optional<Problem> failure() const;

 private:
  void append(const Event& event) MACADAM_REQUIRES(mutex_);
  void writeLine(std::string line) MACADAM_REQUIRES(mutex_);

  std::filesystem::path file_;
  std::filesystem::path previewFolder_;
  int descriptor_ = -1;
  mutable Mutex mutex_;
  std::optional<Problem> failure_ MACADAM_GUARDED_BY(mutex_);
};

enum class PreviewPixels { Load, Skip };

/// The events of a run as they were posted; a torn last line is left out, and so are the pixels of a preview whose
/// picture has gone. A file that does not exist holds no events. @throws Error naming file and line when another line
/// cannot be read.
std::vector<Event> readMetrics(const std::filesystem::path& metricsFile, PreviewPixels pixels = PreviewPixels::Load);

/// The event of one line of the metrics in `run`, a preview with its pixels where its picture is there.
/// @throws Error when the line is not an event.
Event readEvent(std::string_view line, const std::filesystem::path& run);

/// Forgets what came after `iteration`, the scores on the test tiles and the ending, so that a run resumed from there
/// has each iteration once. Not while a MetricsLog has the file open. Returns the last iteration whose step is kept; 0
/// where none is.
std::int64_t truncateAfter(const std::filesystem::path& metricsFile, std::int64_t iteration);

}  // namespace macadam
