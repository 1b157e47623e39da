#pragma once

#include "labels/label_plane.h"
#include "ui/canvas/tile_key.h"

#include <opencv2/core.hpp>

#include <QCache>
#include <cstdint>
#include <optional>
#include <vector>

namespace macadam {

/// How much of a cell is drawn in each of four ways, of 255: road as it came, labelled by hand, accepted, unknown.
using LabelShares = cv::Vec4b;

/// What a pixel counts for in its cell.
LabelShares sharesByLabel(LabelPixel pixel);
/// Tells apart where pixels are from; background that a person or a proposal made counts for less than road.
LabelShares sharesBySource(LabelPixel pixel);

/// A plane of labels in small: at level k a cell stands for 2^k pixels a side, and tiles of 256×256 cells are held
/// while they are in use.
///
/// A tile is made from the plane's runs, so that its cost goes with the outlines in it; where the plane is uniform it
/// takes no memory. Refers to the plane, which outlives it; of the UI thread.
class LabelTiles {
 public:
  static constexpr int kSide = 256;
  static constexpr int kCoarsest = 8;
  static constexpr int kBudgetMebibytes = 128;
  using Shares = LabelShares (*)(LabelPixel);

  explicit LabelTiles(const LabelPlane& plane, Shares shares = sharesByLabel);

  void setShares(Shares shares);
  /// These pixels of the plane have changed.
  void invalidate(const cv::Rect& pixels);
  /// At this level, in cells.
  cv::Size sizeAt(int level) const;
  /// CV_8UC4 into `cells`, whose memory is used again where it suffices. @param area in cells of the level, within it.
  void copy(int level, const cv::Rect& area, cv::Mat& cells);
  /// What all cells are, where the plane is uniform there.
  std::optional<LabelShares> uniform(int level, const cv::Rect& area) const;
  /// Tiles made, and cells of known tiles made anew, since the beginning.
  std::int64_t cellsMade() const { return cellsMade_; }
  qsizetype bytes() const { return tiles_.totalCost() * 1024; }

 private:
  using Key = TileKey;
  struct Tile {
    cv::Mat cells;         ///< CV_8UC4; empty where all are `all`.
    LabelShares all = {};  ///< Says nothing where there are cells.
    cv::Rect outdated;     ///< In pixels of the plane.
  };

  cv::Rect pixelsOf(const Key& key) const;
  const Tile& upToDate(const Key& key);
  void make(const Key& key, Tile& tile, const cv::Rect& pixels);

  const LabelPlane& plane_;
  Shares shares_;
  QCache<Key, Tile> tiles_{kBudgetMebibytes * 1024};  ///< Costs are kibibytes.
  std::int64_t cellsMade_ = 0;
  std::vector<std::uint64_t> sums_;  ///< Memory that is used again.
};

}  // namespace macadam
