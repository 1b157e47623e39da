#pragma once

#include "data/dataset.h"
#include "ui/compare/compare_source.h"
#include "ui/compare/file_budget.h"

#include <opencv2/core.hpp>

#include <cstddef>
#include <filesystem>
#include <list>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

namespace macadam {

/// The folder, in a cache's, that holds all that was predicted by a run's networks.
std::string cacheFolderOf(const std::filesystem::path& run);

/// Where a prediction is kept, below the cache's folder: it changes with the run, its checkpoint's time and size, the
/// network, and the picture. @throws Error when the checkpoint is not there.
std::filesystem::path predictionFile(const NetworkSource& network, const Sample& sample);

/// Changes with the checkpoints that a source's networks are read from.
std::string checkpointStamp(const CompareSource& source);

/// How many bytes a cache takes at most.
struct CacheBudget {
  std::size_t memory = 0;
  std::uintmax_t disk = 0;
};

/// Predictions that were made before, in a folder as 16-bit grey PNG, and the latest of them in memory. Beyond its
/// budgets, what was used longest ago goes. An object belongs to one thread at a time. What cannot be read is as good
/// as absent.
class PredictionCache {
 public:
  PredictionCache(std::filesystem::path folder, const CacheBudget& budget);

  /// CV_16UC1; nothing where it was never kept.
  std::optional<cv::Mat> find(const std::filesystem::path& file);
  /// @throws Error when it cannot be written; it is in memory all the same.
  void keep(const std::filesystem::path& file, const cv::Mat& probability);
  /// Removes from the disk what was predicted by other runs than these; by the names of their folders in the cache.
  void keepOnly(const std::set<std::string>& runs) { files_.keepOnly(runs); }
  std::size_t bytesInMemory() const { return bytes_; }
  std::uintmax_t bytesOnDisk() { return files_.bytes(); }

 private:
  struct Entry {
    cv::Mat probability;
    std::list<std::string>::iterator use;
  };
  void remember(const std::string& key, const cv::Mat& probability);

  std::filesystem::path folder_;
  std::size_t budget_;  ///< Of the memory.
  FileBudget files_;
  std::size_t bytes_ = 0;
  std::list<std::string> uses_;  ///< Latest first.
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace macadam
