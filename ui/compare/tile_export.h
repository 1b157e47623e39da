#pragma once

#include "ui/compare/compare_page.h"

#include <QString>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace macadam {

/// Tiles that wait for their predictions before they are written as a figure.
struct ComparePage::TileExport {
  QString file;
  std::vector<Sample> samples;
  std::vector<CompareSource> sources;
  std::size_t expected = 0;                                                       ///< Predictions.
  std::unordered_map<std::string, std::shared_ptr<const cv::Mat>> probabilities;  ///< By sample and source.

  static std::string keyOf(const std::string& sample, const std::string& source) { return sample + '\n' + source; }
  bool isComplete() const { return probabilities.size() == expected; }
};

}  // namespace macadam
