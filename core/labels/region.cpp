#include "labels/region.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace macadam {
namespace {

bool isSimple(const std::vector<Span>& spans) {
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (spans[i].begin >= spans[i].end) return false;
    if (i == 0) continue;
    const Span& before = spans[i - 1];
    if (spans[i].y < before.y || (spans[i].y == before.y && spans[i].begin <= before.end)) return false;
  }
  return true;
}

std::vector<Span> simplified(std::vector<Span> spans) {
  if (isSimple(spans)) return spans;
  std::erase_if(spans, [](const Span& span) { return span.begin >= span.end; });
  std::ranges::sort(spans);
  std::vector<Span> simple;
  for (const Span& span : spans) {
    if (!simple.empty() && simple.back().y == span.y && span.begin <= simple.back().end) {
      simple.back().end = std::max(simple.back().end, span.end);
    } else {
      simple.push_back(span);
    }
  }
  return simple;
}

/// The spans of one row, which both iterators go through.
using Place = std::vector<Span>::const_iterator;

/// Calls `visit(first, firstEnd, second, secondEnd)` with the spans that each of the two has of a row, for every row
/// that either has.
template <typename Visit>
void forEachRow(const std::vector<Span>& a, const std::vector<Span>& b, const Visit& visit) {
  Place first = a.begin(), second = b.begin();
  while (first != a.end() || second != b.end()) {
    const int y = std::min(first != a.end() ? first->y : std::numeric_limits<int>::max(),
                           second != b.end() ? second->y : std::numeric_limits<int>::max());
    const auto behind = [y](Place place, Place end) {
      return std::find_if(place, end, [y](const Span& span) { return span.y != y; });
    };
    const Place firstEnd = behind(first, a.end()), secondEnd = behind(second, b.end());
    visit(first, firstEnd, second, secondEnd);
    first = firstEnd;
    second = secondEnd;
  }
}

}  // namespace

Region::Region(std::vector<Span> spans) : spans_(simplified(std::move(spans))) {}

Region Region::of(const cv::Rect& area) {
  std::vector<Span> spans;
  if (area.width > 0) {
    for (int y = area.y; y < area.y + area.height; ++y) spans.push_back({y, area.x, area.x + area.width});
  }
  return Region(std::move(spans));
}

Region Region::of(const cv::Mat& inside, cv::Point corner) {
  std::vector<Span> spans;
  for (int y = 0; y < inside.rows; ++y) {
    const std::uint8_t* row = inside.ptr(y);
    const std::uint8_t* const end = row + inside.cols;
    const auto isInside = [](std::uint8_t value) { return value != 0; };
    for (const std::uint8_t* begin = std::find_if(row, end, isInside); begin != end;) {
      const std::uint8_t* const behind = std::find(begin, end, std::uint8_t{0});
      spans.push_back({corner.y + y, corner.x + int(begin - row), corner.x + int(behind - row)});
      begin = std::find_if(behind, end, isInside);
    }
  }
  return Region(std::move(spans));
}

std::int64_t Region::area() const {
  std::int64_t pixels = 0;
  for (const Span& span : spans_) pixels += span.end - span.begin;
  return pixels;
}

cv::Rect Region::bounds() const {
  if (isEmpty()) return {};
  int left = std::numeric_limits<int>::max(), right = std::numeric_limits<int>::min();
  for (const Span& span : spans_) {
    left = std::min(left, span.begin);
    right = std::max(right, span.end);
  }
  return {left, spans_.front().y, right - left, spans_.back().y - spans_.front().y + 1};
}

bool Region::contains(cv::Point pixel) const {
  const auto behind = std::ranges::upper_bound(spans_, std::pair(pixel.y, pixel.x), {},
                                               [](const Span& span) { return std::pair(span.y, span.begin); });
  if (behind == spans_.begin()) return false;
  const Span& span = *std::prev(behind);
  return span.y == pixel.y && pixel.x < span.end;
}

Region Region::within(const cv::Rect& area) const {
  Region part;
  const auto first = std::ranges::lower_bound(spans_, area.y, {}, &Span::y);
  for (auto span = first; span != spans_.end() && span->y < area.y + area.height; ++span) {
    const Span cut{span->y, std::max(span->begin, area.x), std::min(span->end, area.x + area.width)};
    if (cut.begin < cut.end) part.spans_.push_back(cut);
  }
  return part;
}

Region Region::united(const Region& other) const {
  std::vector<Span> all;
  all.reserve(spans_.size() + other.spans_.size());
  std::ranges::merge(spans_, other.spans_, std::back_inserter(all));
  return Region(std::move(all));
}

Region Region::intersected(const Region& other) const {
  Region both;
  forEachRow(spans_, other.spans_, [&both](Place a, Place aEnd, Place b, Place bEnd) {
    while (a != aEnd && b != bEnd) {
      const Span common{a->y, std::max(a->begin, b->begin), std::min(a->end, b->end)};
      if (common.begin < common.end) both.spans_.push_back(common);
      ++(a->end < b->end ? a : b);
    }
  });
  return both;
}

Region Region::without(const Region& other) const {
  Region rest;
  forEachRow(spans_, other.spans_, [&rest](Place a, Place aEnd, Place b, Place bEnd) {
    for (; a != aEnd; ++a) {
      int begin = a->begin;
      for (Place hole = b; hole != bEnd && hole->begin < a->end; ++hole) {
        if (hole->begin > begin) rest.spans_.push_back({a->y, begin, hole->begin});
        begin = std::max(begin, hole->end);
      }
      if (begin < a->end) rest.spans_.push_back({a->y, begin, a->end});
    }
  });
  return rest;
}

Region Region::shifted(cv::Point by) const {
  Region moved = *this;
  for (Span& span : moved.spans_) span = {span.y + by.y, span.begin + by.x, span.end + by.x};
  return moved;
}

cv::Mat Region::toMask(const cv::Rect& area) const {
  cv::Mat inside(area.size(), CV_8UC1, cv::Scalar(0));
  for (const Span& span : within(area).spans_) {
    std::fill(inside.ptr(span.y - area.y) + (span.begin - area.x), inside.ptr(span.y - area.y) + (span.end - area.x),
              std::uint8_t{255});
  }
  return inside;
}

}  // namespace macadam
