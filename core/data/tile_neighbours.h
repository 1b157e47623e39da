#pragma once

#include "data/dataset.h"

#include <opencv2/core.hpp>

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

namespace macadam {

/// A tile that lies beside another one in the large picture that both were cut from.
struct TileNeighbour {
  std::string sample;
  cv::Point offset;  ///< Of its upper left pixel, in pixels of the other tile.

  bool operator==(const TileNeighbour&) const = default;
};

/// The tiles of a sample's scene that touch or overlap its picture, the nearest first, at most `kMostNeighbours`.
///
/// Where two pictures are georeferenced that says it, else the two numbers at the end of their names (pixels, or rows
/// and columns) where the pixels at the seams confirm them; by that is decided which number counts columns, too. What
/// overlaps and shows something else, and what is not confirmed, is left out. Windows have no neighbours: they are of
/// one picture. Reads pixels at the seams, so keep it off the window's thread; a picture that cannot be read is left
/// out. Once it is stopped nothing is found.
std::vector<TileNeighbour> neighboursOf(const Dataset& dataset, const Sample& sample, const std::stop_token& stop = {});

inline constexpr std::size_t kMostNeighbours = 24;  ///< All around, where tiles overlap by half.

}  // namespace macadam
