#pragma once

#include "labels/block_grid.h"
#include "labels/label_block.h"
#include "labels/region.h"

#include <opencv2/core.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace macadam {

/// The labels of a picture of any size, with where each is from, kept as runs of equal pixels in blocks that copies
/// share: memory goes with what is drawn and not with the picture, and a copy costs a pointer a block.
class LabelPlane {
 public:
  static constexpr int kBlockSide = BlockGrid::kSide;

  LabelPlane() = default;
  explicit LabelPlane(cv::Size size, LabelPixel fill = {});

  cv::Size size() const { return grid_.size; }
  cv::Rect whole() const { return {{}, grid_.size}; }
  /// Of all of it, with what it shares.
  std::size_t bytes() const;

  /// @pre the pixel is one of the picture; so with the rectangles below.
  LabelPixel at(cv::Point pixel) const;
  cv::Mat labels(const cv::Rect& area) const;   ///< CV_8UC1: 0, 1, 255.
  cv::Mat sources(const cv::Rect& area) const;  ///< CV_8UC1.
  /// What fills the rectangle, where all blocks that it meets are filled alike; costs next to nothing.
  std::optional<LabelPixel> uniform(const cv::Rect& area) const;

  /// Only what lies in the picture. @return the bounds of the blocks that changed, empty where none did.
  cv::Rect paint(const Region& region, LabelPixel pixel);
  /// CV_8UC1 of the rectangle's size each; without sources they are 0.
  void set(const cv::Rect& area, const cv::Mat& labels, const cv::Mat& sources = {});

  /// Row by row; those at the right and lower edge are smaller.
  std::size_t blockCount() const { return blocks_.size(); }
  cv::Rect blockArea(std::size_t index) const { return grid_.areaOf(index); }
  const LabelBlock& block(std::size_t index) const { return blocks_[index]; }
  /// @return whether that changed it.
  bool setBlock(std::size_t index, LabelBlock block);

  bool operator==(const LabelPlane&) const = default;

 private:
  /// Calls `visit(index of block, its part in the rectangle)`.
  template <typename Visit>
  void forEachBlock(const cv::Rect& area, const Visit& visit) const;
  cv::Mat decoded(const cv::Rect& area, std::uint8_t LabelPixel::*part) const;

  BlockGrid grid_;
  std::vector<LabelBlock> blocks_;
};

}  // namespace macadam
