#pragma once

#include <opencv2/core.hpp>

#include <cstdint>
#include <vector>

namespace macadam {

/// Pixels of one row: columns from `begin` up to, and without, `end`.
struct Span {
  int y = 0;
  int begin = 0;
  int end = 0;

  auto operator<=>(const Span&) const = default;
};

/// A set of pixels as the runs of its rows, so that its cost goes with its outline and not with its area.
///
/// Coordinates are those of the picture that it lies on, and may lie outside of it.
class Region {
 public:
  Region() = default;
  /// Of spans in any order, overlapping or empty as they may be.
  explicit Region(std::vector<Span> spans);
  /// A whole rectangle.
  static Region of(const cv::Rect& area);
  /// Where a CV_8UC1 picture is not zero, its upper left corner at `corner`.
  static Region of(const cv::Mat& inside, cv::Point corner = {});

  /// By row, then column; those of a row neither overlap nor touch.
  const std::vector<Span>& spans() const { return spans_; }
  bool isEmpty() const { return spans_.empty(); }
  /// Pixels.
  std::int64_t area() const;
  cv::Rect bounds() const;
  bool contains(cv::Point pixel) const;

  Region within(const cv::Rect& area) const;
  Region united(const Region& other) const;
  Region intersected(const Region& other) const;
  Region without(const Region& other) const;
  Region shifted(cv::Point by) const;
  /// CV_8UC1 of the rectangle, 255 inside.
  cv::Mat toMask(const cv::Rect& area) const;

  bool operator==(const Region&) const = default;

 private:
  std::vector<Span> spans_;
};

}  // namespace macadam
