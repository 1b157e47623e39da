#pragma once

#include "runs/process_lock.h"
#include "runs/process_mark.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// Where a run keeps what; every file is readable without Macadam.
class RunFolder {
 public:
  explicit RunFolder(std::filesystem::path path) : path_(std::move(path)) {}

  const std::filesystem::path& path() const { return path_; }
  std::string name() const { return path_.filename().string(); }
  std::filesystem::path spec() const { return path_ / "run.toml"; }
  std::filesystem::path split() const { return path_ / "split.toml"; }
  std::filesystem::path provenance() const { return path_ / "provenance.json"; }
  std::filesystem::path dataFiles() const { return path_ / "data_files.json"; }
  std::filesystem::path metrics() const { return path_ / "metrics.jsonl"; }
  std::filesystem::path log() const { return path_ / "log.txt"; }
  std::filesystem::path checkpoints() const { return path_ / "checkpoints"; }
  std::filesystem::path lastCheckpoint() const { return checkpoints() / "last.safetensors"; }
  std::filesystem::path bestCheckpoint() const { return checkpoints() / "best.safetensors"; }
  std::filesystem::path previews() const { return path_ / "previews"; }
  std::filesystem::path lock() const { return path_ / "lock"; }

  bool operator==(const RunFolder&) const = default;

 private:
  std::filesystem::path path_;
};

/// Makes a new run folder below `runs`, for example `2026-11-22_1512_sslkd-demo`, with the resolved spec in it.
/// Two processes that ask at once get two folders. @throws Error when it cannot be made.
RunFolder createRun(const std::filesystem::path& runs, const std::string& name, const std::string& specToml,
                    std::chrono::system_clock::time_point now = std::chrono::system_clock::now());

/// An existing run. @throws Error when the folder holds none.
RunFolder openRun(const std::filesystem::path& path);

/// The runs in a folder, oldest first; none where there is no such folder.
std::vector<RunFolder> listRuns(const std::filesystem::path& runs);

/// What was a run in a folder and has lost its run.toml.
std::vector<RunFolder> listRuins(const std::filesystem::path& runs);

/// Held while a process trains into a run; the system frees it when that process ends, however it ends.
class RunLock {
 public:
  /// Waits a moment for those who only ask whether it is held. @throws Error when another process holds it.
  explicit RunLock(const RunFolder& run);

  /// Null when another process holds it. @throws Error when the run's folder cannot be locked.
  static std::unique_ptr<RunLock> tryTake(const RunFolder& run);

 private:
  explicit RunLock(std::unique_ptr<ProcessLock> lock) : lock_(std::move(lock)) {}

  std::unique_ptr<ProcessLock> lock_;
};

/// The process that trains into a run now. Empty where none does.
std::optional<ProcessMark> trainerOf(const RunFolder& run);
bool isLocked(const RunFolder& run);

/// Removes a run in which nothing was trained; leaves one that has any checkpoint, or that a process trains.
void removeIfUntrained(const RunFolder& run);

}  // namespace macadam
