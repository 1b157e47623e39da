#include "ui/widgets/plot/curve_series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace macadam {

void CurveSeries::append(double x, double y) {
  Data& data = *data_;
  const std::size_t index = data.x.size();
  data.x.push_back(x);
  data.y.push_back(y);
  if (!std::isfinite(y)) data.gaps.push_back(static_cast<std::uint32_t>(index));
  std::size_t block = kBranch;
  for (std::size_t level = 0; data.x.size() % block == 0; ++level, block *= kBranch) {
    if (data.levels.size() == level) data.levels.emplace_back();
    Extremes whole;
    if (level == 0) {
      for (std::size_t i = index + 1 - kBranch; i <= index; ++i) include(whole, static_cast<std::uint32_t>(i));
    } else {
      const auto& parts = data.levels[level - 1];
      for (std::size_t i = parts.size() - kBranch; i < parts.size(); ++i) merge(whole, parts[i]);
    }
    data.levels[level].push_back(whole);
  }
}

void CurveSeries::appendBreak(double x) {
  append(x, std::numeric_limits<double>::quiet_NaN());
  data_->breaks.push_back(static_cast<std::uint32_t>(size() - 1));
}

bool CurveSeries::isBreak(std::size_t index) const {
  return std::ranges::binary_search(data_->breaks, index);
}

void CurveSeries::truncate(std::size_t size) {
  if (size >= this->size()) return;
  Data& data = *data_;
  data.x.resize(size);
  data.y.resize(size);
  for (auto* places : {&data.gaps, &data.breaks}) {
    places->erase(std::lower_bound(places->begin(), places->end(), size), places->end());
  }
  std::size_t block = kBranch;
  for (auto& level : data.levels) {
    level.resize(size / block);
    block *= kBranch;
  }
}

void CurveSeries::reserve(std::size_t size) {
  data_->x.reserve(size);
  data_->y.reserve(size);
}

bool CurveSeries::beginsWith(const CurveSeries& other) const {
  const std::size_t count = other.size();
  return count > 0 && count <= size() && at(count - 1) == other.at(count - 1);
}

std::size_t CurveSeries::indexFrom(double x) const {
  return static_cast<std::size_t>(std::lower_bound(data_->x.begin(), data_->x.end(), x) - data_->x.begin());
}

std::optional<PlotPoint> CurveSeries::nearest(double x) const {
  if (isEmpty() || x < data_->x.front() || x > data_->x.back()) return std::nullopt;
  std::size_t index = indexFrom(x);
  if (index > 0 && x - data_->x[index - 1] < data_->x[index] - x) --index;
  if (isBreak(index) && index + 1 < size()) ++index;
  if (!std::isfinite(data_->y[index])) return std::nullopt;
  return at(index);
}

std::optional<PlotExtent> CurveSeries::valueExtent(double from, double to, PlotScale scale) const {
  const auto end = static_cast<std::size_t>(std::upper_bound(data_->x.begin(), data_->x.end(), to) - data_->x.begin());
  const std::size_t begin = indexFrom(from);
  if (begin >= end) return std::nullopt;
  const Extremes found = extremes(begin, end);
  const std::uint32_t low = scale == PlotScale::Linear ? found.low : found.lowPositive;
  if (low == kNone) return std::nullopt;
  return PlotExtent{data_->y[low], data_->y[found.high]};
}

std::vector<PlotPoint> CurveSeries::thinned(double from, double to, int columns, PlotScale scale) const {
  std::vector<PlotPoint> points;
  if (isEmpty() || columns < 1 || !(from < to)) return points;
  constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
  const auto add = [&](std::size_t i) { points.push_back({data_->x[i], isGap(i, scale) ? kGap : data_->y[i]}); };

  const std::size_t first = indexFrom(from);
  const auto last = static_cast<std::size_t>(std::upper_bound(data_->x.begin(), data_->x.end(), to) - data_->x.begin());
  const std::size_t begin = first > 0 ? first - 1 : first;
  const std::size_t end = last < size() ? last + 1 : last;
  if (end - begin <= 2 * static_cast<std::size_t>(columns)) {
    points.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i) add(i);
    return points;
  }

  points.reserve(2 * static_cast<std::size_t>(columns) + 2);
  if (begin < first) add(begin);
  std::size_t left = first;
  for (int column = 0; column < columns && left < last; ++column) {
    const double edge = from + (to - from) * (column + 1) / columns;
    const auto stop = data_->x.begin() + static_cast<std::ptrdiff_t>(last);
    const std::size_t right =
        column + 1 == columns ? last
                              : static_cast<std::size_t>(
                                    std::lower_bound(data_->x.begin() + static_cast<std::ptrdiff_t>(left), stop, edge) -
                                    data_->x.begin());
    if (right == left) continue;
    const Extremes found = extremes(left, right);
    const std::uint32_t low = scale == PlotScale::Linear ? found.low : found.lowPositive;
    if (low == kNone) {
      points.push_back({data_->x[left], kGap});
    } else {
      add(std::min(low, found.high));
      if (low != found.high) add(std::max(low, found.high));
      if (hasGap(left, right)) points.push_back({data_->x[right - 1], kGap});
    }
    left = right;
  }
  if (last < end) add(last);
  return points;
}

void CurveSeries::include(Extremes& extremes, std::uint32_t index) const {
  const double value = data_->y[index];
  if (!std::isfinite(value)) return;
  if (extremes.low == kNone || value < data_->y[extremes.low]) extremes.low = index;
  if (extremes.high == kNone || value > data_->y[extremes.high]) extremes.high = index;
  if (value > 0.0 && (extremes.lowPositive == kNone || value < data_->y[extremes.lowPositive]))
    extremes.lowPositive = index;
}

void CurveSeries::merge(Extremes& into, const Extremes& other) const {
  if (other.low == kNone) return;
  if (into.low == kNone || data_->y[other.low] < data_->y[into.low]) into.low = other.low;
  if (into.high == kNone || data_->y[other.high] > data_->y[into.high]) into.high = other.high;
  if (other.lowPositive == kNone) return;
  if (into.lowPositive == kNone || data_->y[other.lowPositive] < data_->y[into.lowPositive])
    into.lowPositive = other.lowPositive;
}

CurveSeries::Extremes CurveSeries::extremes(std::size_t from, std::size_t to) const {
  Extremes found;
  std::size_t i = from;
  while (i < to) {
    std::size_t block = 1;
    std::size_t level = 0;  // 0 is the point itself
    while (level < data_->levels.size() && i % (block * kBranch) == 0 && i + block * kBranch <= to) {
      block *= kBranch;
      ++level;
    }
    if (level == 0) {
      include(found, static_cast<std::uint32_t>(i));
    } else {
      merge(found, data_->levels[level - 1][i / block]);
    }
    i += block;
  }
  return found;
}

bool CurveSeries::isGap(std::size_t index, PlotScale scale) const {
  return !std::isfinite(data_->y[index]) || (scale == PlotScale::Logarithmic && data_->y[index] <= 0.0);
}

bool CurveSeries::hasGap(std::size_t from, std::size_t to) const {
  const auto& gaps = data_->gaps;
  const auto gap = std::lower_bound(gaps.begin(), gaps.end(), from);
  return gap != gaps.end() && *gap < to;
}

}  // namespace macadam
