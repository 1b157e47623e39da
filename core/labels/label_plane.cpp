#include "labels/label_plane.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace macadam {
namespace {

/// What to paint of each block in a row of them.
using Patches = std::vector<std::vector<LabelPatch>>;

void addSpan(Patches& patches, const Span& span, int width, LabelPixel pixel) {
  constexpr int kSide = LabelPlane::kBlockSide;
  const int row = span.y % kSide;
  for (int block = span.begin / kSide; block * kSide < span.end; ++block) {
    const int left = block * kSide;
    const int blockWidth = std::min(kSide, width - left);
    const std::uint32_t begin = row * blockWidth + std::max(span.begin - left, 0);
    const std::uint32_t end = row * blockWidth + std::min(span.end - left, blockWidth);
    std::vector<LabelPatch>& list = patches[block];
    if (!list.empty() && list.back().end == begin) {
      list.back().end = end;
    } else {
      list.push_back({begin, end, pixel});
    }
  }
}

/// Where the value at `begin` ends in a row that ends at `end`.
int endOfEqual(const std::uint8_t* row, int begin, int end) {
  const std::uint64_t eight = row[begin] * 0x0101010101010101ULL;
  int x = begin + 1;
  for (std::uint64_t next = 0; x + 8 <= end; x += 8) {
    std::memcpy(&next, row + x, sizeof next);
    if (next != eight) break;
  }
  while (x < end && row[x] == row[begin]) ++x;
  return x;
}

LabelBlock encoded(const cv::Mat& labels, const cv::Mat& sources) {
  std::vector<LabelRun> runs;
  for (int y = 0; y < labels.rows; ++y) {
    const std::uint8_t* label = labels.ptr(y);
    const std::uint8_t* source = sources.ptr(y);
    for (int x = 0; x < labels.cols;) {
      const LabelPixel pixel{label[x], source[x]};
      if (runs.empty() || runs.back().pixel != pixel)
        runs.push_back({static_cast<std::uint16_t>(y * labels.cols + x), pixel});
      x = std::min(endOfEqual(label, x, labels.cols), endOfEqual(source, x, labels.cols));
    }
  }
  return LabelBlock(runs);
}

/// Of a part of a block, both relative to the block's corner.
void decode(const LabelBlock& block, int blockWidth, const cv::Rect& part, std::uint8_t LabelPixel::*what,
            cv::Mat target) {
  if (block.isUniform()) {
    target.setTo(block.at(0).*what);
    return;
  }
  const auto runs = block.runs();
  for (int y = 0; y < part.height; ++y) {
    const std::uint32_t first = (part.y + y) * blockWidth + part.x, last = first + part.width;
    std::uint8_t* row = target.ptr(y);
    auto run = block.runFrom(first);
    for (std::uint32_t begin = first; begin < last; ++run) {
      const std::uint32_t end = run + 1 == runs.end() ? last : std::min<std::uint32_t>(last, (run + 1)->begin);
      std::memset(row + (begin - first), run->pixel.*what, end - begin);
      begin = end;
    }
  }
}

}  // namespace

LabelPlane::LabelPlane(cv::Size size, LabelPixel fill) : grid_{size}, blocks_(grid_.count(), LabelBlock(fill)) {}

std::size_t LabelPlane::bytes() const {
  std::size_t bytes = blocks_.capacity() * sizeof(LabelBlock);
  for (const LabelBlock& block : blocks_) bytes += block.bytes();
  return bytes;
}

bool LabelPlane::setBlock(std::size_t index, LabelBlock block) {
  if (blocks_[index] == block) return false;
  blocks_[index] = std::move(block);
  return true;
}

template <typename Visit>
void LabelPlane::forEachBlock(const cv::Rect& area, const Visit& visit) const {
  if (area.empty()) return;
  const int right = (area.br().x - 1) / kBlockSide, bottom = (area.br().y - 1) / kBlockSide;
  for (int y = area.y / kBlockSide; y <= bottom; ++y) {
    for (int x = area.x / kBlockSide; x <= right; ++x) {
      const std::size_t index = y * grid_.across() + x;
      visit(index, blockArea(index) & area);
    }
  }
}

LabelPixel LabelPlane::at(cv::Point pixel) const {
  const std::size_t index = grid_.indexOf(pixel);
  const cv::Rect area = blockArea(index);
  return blocks_[index].at((pixel.y - area.y) * area.width + pixel.x - area.x);
}

cv::Mat LabelPlane::decoded(const cv::Rect& area, std::uint8_t LabelPixel::*what) const {
  cv::Mat values(area.size(), CV_8UC1);
  forEachBlock(area, [&](std::size_t index, const cv::Rect& part) {
    const cv::Rect block = blockArea(index);
    decode(blocks_[index], block.width, part - block.tl(), what, values(part - area.tl()));
  });
  return values;
}

cv::Mat LabelPlane::labels(const cv::Rect& area) const {
  return decoded(area, &LabelPixel::label);
}

cv::Mat LabelPlane::sources(const cv::Rect& area) const {
  return decoded(area, &LabelPixel::source);
}

std::optional<LabelPixel> LabelPlane::uniform(const cv::Rect& area) const {
  std::optional<LabelPixel> common;
  bool isUniform = true;
  forEachBlock(area, [&](std::size_t index, const cv::Rect&) {
    const LabelBlock& block = blocks_[index];
    isUniform = isUniform && block.isUniform() && (!common || *common == block.at(0));
    common = block.at(0);
  });
  return isUniform ? common : std::nullopt;
}

cv::Rect LabelPlane::paint(const Region& region, LabelPixel pixel) {
  const std::vector<Span>& spans = region.spans();
  auto span = std::ranges::lower_bound(spans, 0, {}, &Span::y);
  cv::Rect changed;
  while (span != spans.end() && span->y < size().height) {
    const int row = span->y / kBlockSide;
    Patches patches(grid_.across());
    for (; span != spans.end() && span->y < size().height && span->y / kBlockSide == row; ++span) {
      const Span inside{span->y, std::max(span->begin, 0), std::min(span->end, size().width)};
      if (inside.begin < inside.end) addSpan(patches, inside, size().width, pixel);
    }
    for (std::size_t column = 0; column < patches.size(); ++column) {
      if (patches[column].empty()) continue;
      const std::size_t index = row * grid_.across() + column;
      const cv::Rect area = blockArea(index);
      if (setBlock(index, blocks_[index].patched(patches[column], area.area()))) changed |= area;
    }
  }
  return changed;
}

void LabelPlane::set(const cv::Rect& area, const cv::Mat& labels, const cv::Mat& sources) {
  forEachBlock(area, [&](std::size_t index, const cv::Rect& part) {
    const cv::Rect whole = blockArea(index);
    const bool isWhole = part == whole;
    cv::Mat newLabels = isWhole ? cv::Mat(labels, part - area.tl()) : decoded(whole, &LabelPixel::label);
    cv::Mat newSources = !sources.empty() && isWhole ? cv::Mat(sources, part - area.tl())
                         : isWhole                   ? cv::Mat(cv::Mat::zeros(whole.size(), CV_8UC1))
                                                     : decoded(whole, &LabelPixel::source);
    if (!isWhole) {
      labels(part - area.tl()).copyTo(newLabels(part - whole.tl()));
      if (sources.empty()) {
        newSources(part - whole.tl()).setTo(0);
      } else {
        sources(part - area.tl()).copyTo(newSources(part - whole.tl()));
      }
    }
    setBlock(index, encoded(newLabels, newSources));
  });
}

}  // namespace macadam
