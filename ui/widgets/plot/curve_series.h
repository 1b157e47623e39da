#pragma once

#include <QSharedData>
#include <QSharedDataPointer>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace macadam {

enum class PlotScale { Linear, Logarithmic };

struct PlotPoint {
  double x = 0.0;
  double y = 0.0;

  bool operator==(const PlotPoint&) const = default;
};

struct PlotExtent {
  double low = 0.0;
  double high = 0.0;

  bool operator==(const PlotExtent&) const = default;
};

/// The points of a curve, all kept, and quickly thinned to what a screen can show.
///
/// A value that is not finite is a gap in the line; on a logarithmic scale values of zero and below are gaps too.
/// Copies share their points until one of them changes, and may be read in other threads.
class CurveSeries {
 public:
  /// `x` may not lie below the last one's.
  void append(double x, double y);
  /// The line ends before the next point, which stands at `x`, and is smoothed anew from there.
  void appendBreak(double x);
  bool isBreak(std::size_t index) const;
  /// Forgets what comes after the first `size` points.
  void truncate(std::size_t size);
  void reserve(std::size_t size);

  std::size_t size() const { return data_->x.size(); }
  bool isEmpty() const { return data_->x.empty(); }
  PlotPoint at(std::size_t index) const { return {data_->x[index], data_->y[index]}; }

  /// Whether this one has at least another's points; told by their number and the last of them.
  bool beginsWith(const CurveSeries& other) const;

  /// The first point whose `x` is not below this; size() when there is none.
  std::size_t indexFrom(double x) const;
  /// The point nearest to `x` with a value; empty outside the curve, and where the curve has a gap.
  std::optional<PlotPoint> nearest(double x) const;
  /// Of the values in a range of `x`.
  std::optional<PlotExtent> valueExtent(double from, double to, PlotScale scale) const;

  /// The points to draw between `from` and `to` on `columns` pixel columns: all when they are few, otherwise the lowest
  /// and the highest of each column, so that no peak is lost; one beyond each side, so that lines run off the edges.
  /// A gap is one point that is not a number. Takes logarithmic time for each column, however many points there are.
  std::vector<PlotPoint> thinned(double from, double to, int columns, PlotScale scale) const;

 private:
  /// Places of the lowest, the highest and the lowest positive value of a block of points.
  struct Extremes {
    std::uint32_t low = kNone, high = kNone, lowPositive = kNone;
  };
  static constexpr std::uint32_t kNone = 0xffffffff;
  static constexpr std::size_t kBranch = 16;

  void include(Extremes& extremes, std::uint32_t index) const;
  void merge(Extremes& into, const Extremes& other) const;
  Extremes extremes(std::size_t from, std::size_t to) const;
  bool isGap(std::size_t index, PlotScale scale) const;
  bool hasGap(std::size_t from, std::size_t to) const;

  struct Data : QSharedData {
    std::vector<double> x, y;
    std::vector<std::uint32_t> gaps, breaks;    ///< A break is a gap too.
    std::vector<std::vector<Extremes>> levels;  ///< Of whole blocks of 16, 256, … points.
  };

  QSharedDataPointer<Data> data_{new Data};
};

}  // namespace macadam
