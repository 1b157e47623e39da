#pragma once

#include "base/parallel.h"
#include "data/dataset.h"
#include "predict/tiling.h"

#include <opencv2/core.hpp>

#include <functional>
#include <stop_token>

namespace macadam {

/// Road probability, CV_32FC1, of an RGB picture, CV_8UC3, of the same size.
using PredictTile = std::function<cv::Mat(const cv::Mat& rgb)>;

/// The pixels of a window, CV_8UC3 RGB, empty where the window holds no data at all: there is no road then. A window is
/// never larger than a tile.
using ReadWindow = std::function<cv::Mat(const Window& window)>;

/// Receives finished rows, CV_32FC1 over the whole width, from the top down; each row once.
using WriteRows = std::function<void(int top, const cv::Mat& probability)>;

/// A picture by its windows.
struct PictureSource {
  cv::Size size;
  ReadWindow read;
};

/// Predicts a picture of any size tile by tile and blends the tiles without seams.
///
/// Only a band of rows is held in memory, little higher than a tile. `progress` counts tiles; a stop request ends it
/// before the next tile. @return false when it was stopped. @throws Error for options that make no sense.
[[nodiscard]] bool predictTiled(const PictureSource& picture, const PredictTile& predict, const WriteRows& write,
                                const TilingOptions& options, const ProgressCallback& progress = {},
                                const std::stop_token& stop = {});

}  // namespace macadam
