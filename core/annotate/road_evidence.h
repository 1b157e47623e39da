#pragma once

#include <opencv2/core.hpp>

#include <cstdint>
#include <vector>

namespace macadam {

/// How much each place of a picture looks like a road, on a grid of cells of half a road's width.
///
/// It is worked out in blocks, when a cell of them is first asked for; not for several threads at a time. Memory goes
/// with what was asked for.
class RoadEvidence {
 public:
  struct Cell {
    std::uint8_t road = 0;  ///< 255 where it looks most like a road.
    cv::Vec3b colour;       ///< Lab.
  };

  /// `rgb` is CV_8UC3; `probability` CV_32FC1 of the same size (0 to 1), or empty: then the picture alone serves. Cells
  /// are four units, a unit pixels.
  RoadEvidence(cv::Mat rgb, cv::Mat probability, int unit);

  cv::Size grid() const { return grid_; }
  int cellSide() const { return 4 * unit_; }  ///< Pixels.

  /// @pre The cell lies in the grid.
  const Cell& at(cv::Point cell) {
    Block& block = blocks_[std::size_t((cell.y / kBlock) * blocksAcross_ + cell.x / kBlock)];
    if (block.empty()) block = blockAt(cell);
    return block[std::size_t((cell.y % kBlock) * kBlock + cell.x % kBlock)];
  }

 private:
  static constexpr int kBlock = 64;  // cells
  using Block = std::vector<Cell>;

  Block blockAt(cv::Point cell) const;

  cv::Mat rgb_, probability_;
  int unit_;
  cv::Size grid_;
  int blocksAcross_;
  std::vector<Block> blocks_;
};

}  // namespace macadam
