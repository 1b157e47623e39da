#pragma once

#include <opencv2/core.hpp>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <vector>

namespace macadam {

/// Least-cost paths over a grid from one cell to any other (Dijkstra 1959, with Dial's buckets), searched no further
/// than each asked cell needs; what was searched serves the next one.
///
/// A step goes to one of eight neighbours or by a knight's move, so that straight ways of most directions stay
/// straight; it costs its length times the cost of the cells that it goes through.
class LeastCost {
 public:
  static constexpr int kDearest = 63;

  /// 1 to `kDearest`, of a cell of the grid; asked at most once for each.
  using CostOf = std::function<std::uint8_t(cv::Point cell)>;

  /// @pre `from` lies in the grid, which has no more than 16 million cells.
  LeastCost(cv::Size grid, cv::Point from, CostOf costOf);

  /// Cells from the first one to `to`, which lies in the grid. @pre It does.
  std::vector<cv::Point> pathTo(cv::Point to);

 private:
  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };
  /// Zeros that take memory only where they are written to.
  template <typename T>
  using Cells = std::unique_ptr<T[], Free>;

  std::uint32_t indexOf(cv::Point cell) const;
  std::uint32_t costAt(std::uint32_t index);
  void settle(std::uint32_t index);

  int stride_;  ///< The grid lies within a frame of two cells that nothing enters.
  std::uint32_t start_;
  std::array<std::uint32_t, 16> offsets_;  ///< Of the cells that steps lead to.
  CostOf costOf_;
  Cells<std::uint32_t> distances_;  ///< Plus one; 0 where nothing came yet.
  Cells<std::uint8_t> costs_;       ///< 0 where not asked yet.
  Cells<std::uint8_t> arrivals_;    ///< The step by which a cell was reached, and whether that is final.
  std::vector<std::vector<std::uint32_t>> buckets_;
  std::uint32_t distance_ = 1;
  std::int64_t waiting_ = 1;
};

}  // namespace macadam
