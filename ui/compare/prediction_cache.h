#pragma once

#include "data/dataset.h"
#include "ui/compare/compare_source.h"

#include <opencv2/core.hpp>

#include <cstddef>
#include <filesystem>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>

namespace macadam {

/// Where a prediction is kept, below the cache's folder: it changes with the run, its checkpoint's time and size, the
/// network, and the picture. @throws Error when the checkpoint is not there.
std::filesystem::path predictionFile(const NetworkSource& network, const Sample& sample);

/// Changes with the checkpoints that a source's networks are read from.
std::string checkpointStamp(const CompareSource& source);

/// Predictions that were made before, in a folder as 16-bit grey PNG, and the latest of them in memory under a budget.
/// An object belongs to one thread at a time. What cannot be read is as good as absent.
class PredictionCache {
 public:
  PredictionCache(std::filesystem::path folder, std::size_t budgetBytes);

  /// CV_16UC1; nothing where it was never kept.
  std::optional<cv::Mat> find(const std::filesystem::path& file);
  /// @throws Error when it cannot be written; it is in memory all the same.
  void keep(const std::filesystem::path& file, const cv::Mat& probability);
  bool contains(const std::filesystem::path& file) const;
  std::size_t bytes() const { return bytes_; }

 private:
  struct Entry {
    cv::Mat probability;
    std::list<std::string>::iterator use;
  };
  void remember(const std::string& key, const cv::Mat& probability);

  std::filesystem::path folder_;
  std::size_t budget_;
  std::size_t bytes_ = 0;
  std::list<std::string> uses_;  ///< Latest first.
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace macadam
