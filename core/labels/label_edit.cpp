#include "labels/label_edit.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

namespace macadam {
namespace {

/// A pixel's label and source before and after.
using Pair = std::array<std::uint8_t, 4>;

Pair pairOf(LabelPixel before, LabelPixel after) {
  return {before.label, before.source, after.label, after.source};
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
void put(std::string& text, std::uint32_t number) {
  for (; number >= 0x80; number >>= 7) text += static_cast<char>(number | 0x80);
  text += static_cast<char>(number);
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool isAtEnd() const { return text_.empty(); }

  std::uint8_t byte() {
    if (text_.empty()) fail();
    const auto byte = static_cast<std::uint8_t>(text_.front());
    text_.remove_prefix(1);
    return byte;
  }

  /// At most `most`.
  std::uint32_t number(std::uint64_t most) {
    std::uint64_t number = 0;
    for (int shift = 0;; shift += 7) {
      const std::uint8_t part = byte();
      number |= std::uint64_t(part & 0x7F) << shift;
      if (part < 0x80) break;
      if (shift == 28) fail();
    }
    if (number > most) fail();
    return static_cast<std::uint32_t>(number);
  }

  [[noreturn]] static void fail() { throw Error("a step of labels", "is damaged", "restore it from a copy"); }

 private:
  std::string_view text_;
};

constexpr std::uint32_t kMostSide = std::numeric_limits<std::int32_t>::max();

}  // namespace

LabelEdit LabelEdit::between(const LabelPlane& before, const LabelPlane& after) {
  LabelEdit edit;
  edit.size_ = before.size();
  for (std::size_t i = 0; i < before.blockCount(); ++i) {
    if (before.block(i).sharesWith(after.block(i))) continue;
    edit.addBlock(i, before.block(i), after.block(i), before.blockArea(i).area());
  }
  edit.parts_.shrink_to_fit();
  edit.changes_.shrink_to_fit();
  return edit;
}

void LabelEdit::addBlock(std::size_t index, const LabelBlock& before, const LabelBlock& after, std::uint32_t pixels) {
  const std::size_t first = changes_.size();
  const auto oldRuns = before.runs(), newRuns = after.runs();
  auto old = oldRuns.begin(), now = newRuns.begin();
  for (std::uint32_t begin = 0; begin < pixels;) {
    const std::uint32_t oldEnd = old + 1 == oldRuns.end() ? pixels : (old + 1)->begin;
    const std::uint32_t newEnd = now + 1 == newRuns.end() ? pixels : (now + 1)->begin;
    const std::uint32_t end = std::min(oldEnd, newEnd);
    if (old->pixel != now->pixel) {
      changes_.push_back(
          {static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(end - 1), old->pixel, now->pixel});
    }
    if (oldEnd == end) ++old;
    if (newEnd == end) ++now;
    begin = end;
  }
  if (changes_.size() > first) {
    parts_.push_back({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(first)});
  }
}

std::size_t LabelEdit::endOf(std::size_t part) const {
  return part + 1 < parts_.size() ? parts_[part + 1].first : changes_.size();
}

std::int64_t LabelEdit::pixels() const {
  std::int64_t pixels = 0;
  for (const Change& change : changes_) pixels += change.last - change.begin + 1;
  return pixels;
}

cv::Rect LabelEdit::bounds() const {
  cv::Rect bounds;
  for (const Part& part : parts_) bounds |= BlockGrid{size_}.areaOf(part.block);
  return bounds;
}

cv::Rect LabelEdit::apply(LabelPlane& plane, LabelPixel Change::*side) const {
  cv::Rect changed;
  std::vector<LabelPatch> patches;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    patches.clear();
    for (std::size_t c = parts_[i].first; c < endOf(i); ++c) {
      patches.push_back({changes_[c].begin, changes_[c].last + 1U, changes_[c].*side});
    }
    const cv::Rect area = plane.blockArea(parts_[i].block);
    if (plane.setBlock(parts_[i].block, plane.block(parts_[i].block).patched(patches, area.area()))) changed |= area;
  }
  return changed;
}

cv::Rect LabelEdit::redo(LabelPlane& plane) const {
  return apply(plane, &Change::after);
}

cv::Rect LabelEdit::undo(LabelPlane& plane) const {
  return apply(plane, &Change::before);
}

// Size; the pairs of before and after that occur; of each block its number, counted from the block before, how many
// changes it has, and of each the distance from the end of the one before, its length and its pair.
std::string LabelEdit::encoded() const {
  std::vector<Pair> pairs;
  for (const Change& change : changes_) {
    const Pair pair = pairOf(change.before, change.after);
    if (std::ranges::find(pairs, pair) == pairs.end()) pairs.push_back(pair);
  }
  std::string text;
  put(text, size_.width);
  put(text, size_.height);
  put(text, pairs.size());
  for (const Pair& pair : pairs) text.append(pair.begin(), pair.end());
  put(text, parts_.size());
  std::uint32_t block = 0;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    put(text, parts_[i].block - block);
    put(text, endOf(i) - parts_[i].first);
    block = parts_[i].block;
    std::uint32_t end = 0;
    for (std::size_t c = parts_[i].first; c < endOf(i); ++c) {
      const Change& change = changes_[c];
      put(text, change.begin - end);
      put(text, change.last - change.begin);
      put(text, std::ranges::find(pairs, pairOf(change.before, change.after)) - pairs.begin());
      end = change.last + 1U;
    }
  }
  return text;
}

LabelEdit LabelEdit::decoded(std::string_view text) {
  Reader in(text);
  LabelEdit edit;
  edit.size_.width = in.number(kMostSide);
  edit.size_.height = in.number(kMostSide);
  const BlockGrid grid{edit.size_};
  std::vector<Pair> pairs(in.number(text.size()));
  for (Pair& pair : pairs) {
    for (std::uint8_t& value : pair) value = in.byte();
  }
  const std::uint32_t parts = in.number(grid.count());
  std::uint32_t block = 0;
  for (std::uint32_t i = 0; i < parts; ++i) {
    block += in.number(grid.count());
    if (block >= grid.count()) Reader::fail();
    edit.parts_.push_back({block, static_cast<std::uint32_t>(edit.changes_.size())});
    const std::uint32_t pixels = grid.areaOf(block).area();
    std::uint32_t begin = 0;
    for (std::uint32_t changes = in.number(pixels); changes > 0; --changes) {
      begin += in.number(pixels);
      const std::uint32_t last = begin + in.number(pixels);
      const std::uint32_t pair = in.number(pairs.size());
      if (last >= pixels || pair >= pairs.size()) Reader::fail();
      const auto& [label, source, newLabel, newSource] = pairs[pair];
      edit.changes_.push_back({static_cast<std::uint16_t>(begin),
                               static_cast<std::uint16_t>(last),
                               {label, source},
                               {newLabel, newSource}});
      begin = last + 1;
    }
  }
  if (!in.isAtEnd()) Reader::fail();
  return edit;
}

}  // namespace macadam
