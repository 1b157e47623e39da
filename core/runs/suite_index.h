#pragma once

#include "runs/run_store.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// Which run of a folder belongs to which row and seed of a suite, kept in its `suite.json`.
class SuiteIndex {
 public:
  /// Reads what is there. @throws Error when it cannot be understood.
  explicit SuiteIndex(std::filesystem::path runs);

  bool isEmpty() const { return entries_.empty(); }
  /// The split that all its runs share.
  std::filesystem::path split() const { return runs_ / "split.toml"; }
  /// Empty where none was started, or its folder has gone.
  std::optional<RunFolder> find(const std::string& row, std::uint64_t seed) const;
  /// Remembers a run, in place of an earlier one, and writes the file. @throws Error when that fails.
  void add(const std::string& row, std::uint64_t seed, const RunFolder& run);

 private:
  struct Entry {
    std::string row;
    std::uint64_t seed = 0;
    std::string folder;  ///< Its name in the folder of the suite, so that the whole may be moved.
  };

  std::filesystem::path file() const { return runs_ / "suite.json"; }

  std::filesystem::path runs_;
  std::vector<Entry> entries_;
};

}  // namespace macadam
