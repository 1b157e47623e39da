#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace macadam {

/// What a person decided about a tile that was offered for labelling.
enum class TileVerdict { Skipped, Done };

/// Which tiles of a project have been labelled or left out, and when; a value, kept as `labels/progress.json`.
class AnnotationProgress {
 public:
  using Time = std::chrono::sys_seconds;

  struct Entry {
    TileVerdict verdict = TileVerdict::Done;
    Time at;

    bool operator==(const Entry&) const = default;
  };

  /// Nothing for a tile that is still open.
  std::optional<TileVerdict> verdict(const std::string& sample) const;
  void decide(const std::string& sample, TileVerdict verdict, Time now);
  void reopen(const std::string& sample) { tiles_.erase(sample); }
  /// Which tile was decided last before this one was; the last of all where this one is open. Nothing before the first.
  std::optional<std::string> decidedBefore(const std::string& sample) const;
  const std::map<std::string, Entry>& tiles() const { return tiles_; }
  std::size_t doneCount() const;
  /// The pace of the last tiles that were done one after the other, at most twenty; pauses of more than twenty minutes
  /// do not count. Nothing before there are two.
  std::optional<double> tilesAnHour() const;

  bool operator==(const AnnotationProgress&) const = default;

 private:
  std::map<std::string, Entry> tiles_;  ///< By the sample's id.
};

/// Empty where there is no such file. @throws Error where it cannot be read or is something else.
AnnotationProgress loadProgress(const std::filesystem::path& file);
/// All at once, making its folder where that is missing. @throws Error
void saveProgress(const AnnotationProgress& progress, const std::filesystem::path& file);

}  // namespace macadam
