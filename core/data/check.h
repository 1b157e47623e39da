#pragma once

#include "base/parallel.h"
#include "data/dataset.h"
#include "image/image_store.h"
#include "image/tile_content.h"

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
  std::vector<TileContent> contents;  ///< Parallel to the samples.
  std::size_t withMask = 0;
  std::size_t withoutMask = 0;
  std::size_t scenes = 0;
  std::map<Origin, std::size_t> origins;     ///< Samples by what the data set declares.
  std::map<std::string, std::size_t> sizes;  ///< Samples by size, `512×512`.
  /// None where no mask labels anything, or nobody has said yet what the masks mean.
  std::optional<double> roadShare;         ///< Of the valid pixels of all masks.
  std::optional<double> roadShareOfAll;    ///< Of the pixels of all masks.
  std::optional<double> ignoredShare;      ///< Of the pixels of all masks; none without masks.
  std::array<ChannelSummary, 3> channels;  ///< Red, green, blue.
};

/// Opens a data set or project and decodes all of it with `workers` threads.
/// @throws Error when the folder holds no usable image at all.
DataReport checkData(const std::filesystem::path& path, int tileSize, int workers = 2,
                     const ProgressCallback& progress = {}, const DataChoices& choices = {});

/// What looks wrong in a decoded sample: its picture, then its mask.
std::optional<Problem> suspicionOf(const Sample& sample, const Tile& tile);

}  // namespace macadam
