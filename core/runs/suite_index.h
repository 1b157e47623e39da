#pragma once

#include "runs/run_store.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// Held while a suite looks into its folder and changes it, so that two suites in one folder see each other.
class SuiteLock {
 public:
  /// Makes the folder where there is none; waits for another suite to be done with it.
  /// @throws Error when the folder cannot be written to.
  explicit SuiteLock(const std::filesystem::path& runs);
  ~SuiteLock();
  SuiteLock(const SuiteLock&) = delete;
  SuiteLock& operator=(const SuiteLock&) = delete;

 private:
  int descriptor_ = -1;
};

/// Which run of a folder belongs to which row and seed of a suite, kept in its `suite.json`.
class SuiteIndex {
 public:
  /// Reads what is there. @throws Error when it cannot be understood.
  explicit SuiteIndex(std::filesystem::path runs);

  bool isEmpty() const { return entries_.empty(); }
  /// Whether a suite was begun here.
  bool exists() const { return std::filesystem::exists(file()); }
  /// Reads anew what is there. @throws Error as the constructor.
  void refresh();
  /// Says that a suite was begun here, under a SuiteLock. @throws Error when that cannot be written.
  void begin();
  /// The split that all its runs share.
  std::filesystem::path split() const { return runs_ / "split.toml"; }
  /// Empty where none was started, or its folder has gone.
  std::optional<RunFolder> find(const std::string& row, std::uint64_t seed) const;
  /// Remembers a run, in place of an earlier one, beside what others have added, under a SuiteLock.
  /// @throws Error when the file cannot be written.
  void add(const std::string& row, std::uint64_t seed, const RunFolder& run);

 private:
  struct Entry {
    std::string row;
    std::uint64_t seed = 0;
    std::string folder;  ///< Its name in the folder of the suite, so that the whole may be moved.
  };

  std::filesystem::path file() const { return runs_ / "suite.json"; }
  void save() const;

  std::filesystem::path runs_;
  std::vector<Entry> entries_;
};

}  // namespace macadam
