#pragma once

#include "base/parallel.h"
#include "data/dataset.h"

#include <opencv2/core.hpp>

#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// Of one colour channel over all images, 0 to 255.
struct ChannelSummary {
  double minimum = 0.0;
  double maximum = 0.0;
  double mean = 0.0;
};

/// What a data set holds, every pixel looked at.
struct DataReport {
  Dataset dataset;  ///< The samples that decoded; all problems, those of the headers and those of the pixels.
  std::vector<double> roadShares;  ///< Parallel to the samples; 0 for those without masks.
  std::size_t withMask = 0;
  std::size_t withoutMask = 0;
  std::size_t scenes = 0;
  std::map<Origin, std::size_t> origins;     ///< Samples by what the data set declares.
  std::map<std::string, std::size_t> sizes;  ///< Samples by size, `512×512`.
  double roadShare = 0.0;                    ///< Of the valid pixels of all masks.
  double roadShareOfAll = 0.0;               ///< Of the pixels of all masks.
  double ignoredShare = 0.0;                 ///< Of the pixels of all masks.
  std::array<ChannelSummary, 3> channels;    ///< Red, green, blue.
};

/// Opens a data set or project and decodes all of it with `workers` threads.
/// @throws Error when the folder holds no usable image at all.
DataReport checkData(const std::filesystem::path& path, int tileSize, int workers = 2,
                     const ProgressCallback& progress = {}, const DataChoices& choices = {});

/// What looks wrong in the decoded mask of a sample.
std::optional<Problem> suspiciousMask(const Sample& sample, const cv::Mat& mask);

}  // namespace macadam
