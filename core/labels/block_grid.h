#pragma once

#include <opencv2/core.hpp>

#include <algorithm>
#include <cstddef>

namespace macadam {

/// A picture cut into square blocks, row by row; those at its right and lower edge are smaller.
struct BlockGrid {
  static constexpr int kSide = 256;

  cv::Size size;  ///< Of the picture.

  std::size_t across() const { return (std::size_t(size.width) + kSide - 1) / kSide; }
  std::size_t down() const { return (std::size_t(size.height) + kSide - 1) / kSide; }
  std::size_t count() const { return across() * down(); }
  /// @pre the pixel is one of the picture.
  std::size_t indexOf(cv::Point pixel) const { return pixel.y / kSide * across() + pixel.x / kSide; }
  cv::Rect areaOf(std::size_t index) const {
    const int x = int(index % across()) * kSide, y = int(index / across()) * kSide;
    return {x, y, std::min(kSide, size.width - x), std::min(kSide, size.height - y)};
  }

  bool operator==(const BlockGrid&) const = default;
};

}  // namespace macadam
