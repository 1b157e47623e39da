#include "ui/annotate/label_tiles.h"

#include "labels/mask_values.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace macadam {
namespace {

enum Channel { AsItCame, ByHand, Accepted, NotKnown };

/// Of background that was made so, and of what is unknown because a person says so.
constexpr std::uint8_t kFaint = 90;
constexpr std::uint8_t kFull = 255;

int cellsFor(int pixels, int level) {
  return (pixels + (1 << level) - 1) >> level;
}

cv::Rect cellsOf(const cv::Rect& pixels, int level) {
  const cv::Point first(pixels.x >> level, pixels.y >> level);
  return {first, cv::Point(cellsFor(pixels.br().x, level), cellsFor(pixels.br().y, level))};
}

/// Adds runs of pixels to the cells that they lie in, and turns sums into means.
class CellSums {
 public:
  /// @param area of a block, its corner a multiple of a cell's side.
  CellSums(const cv::Rect& area, int level)
      : area_(area),
        level_(level),
        size_(cellsFor(area.width, level), cellsFor(area.height, level)),
        sums_(size_.area()) {}

  void add(std::uint32_t begin, std::uint32_t end, LabelShares shares) {
    while (begin < end) {
      const int row = begin / area_.width, left = begin % area_.width;
      const int right = std::min<int>(area_.width, left + int(end - begin));
      addRow(row, left, right, shares);
      begin += right - left;
    }
  }

  void writeTo(cv::Mat cells) const {
    const int full = 2 * level_;  // as a power of two
    for (int y = 0; y < size_.height; ++y) {
      auto* line = cells.ptr<LabelShares>(y);
      const Sum* sums = sums_.data() + y * size_.width;
      const int height = std::min(1 << level_, area_.height - (y << level_));
      for (int x = 0; x < size_.width; ++x) {
        const int pixels = height * std::min(1 << level_, area_.width - (x << level_));
        if (pixels == 1 << full) {
          for (int i = 0; i < 4; ++i) line[x][i] = static_cast<std::uint8_t>((sums[x][i] + pixels / 2) >> full);
        } else {
          for (int i = 0; i < 4; ++i) line[x][i] = static_cast<std::uint8_t>((sums[x][i] + pixels / 2) / pixels);
        }
      }
    }
  }

 private:
  using Sum = std::array<std::int32_t, 4>;

  void addRow(int row, int left, int right, LabelShares shares) {
    Sum* line = sums_.data() + (row >> level_) * size_.width;
    for (int cell = left >> level_; left < right; ++cell) {
      const int end = std::min(right, (cell + 1) << level_);
      for (int i = 0; i < 4; ++i) line[cell][i] += (end - left) * shares[i];
      left = end;
    }
  }

  cv::Rect area_;
  int level_;
  cv::Size size_;
  std::vector<Sum> sums_;
};

/// Calls `visit(begin, end, shares)` for the runs that are drawn.
template <typename Visit>
void forEachRun(const LabelBlock& block, std::uint32_t pixels, LabelTiles::Shares sharesOf, const Visit& visit) {
  const auto runs = block.runs();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const LabelShares shares = sharesOf(runs[i].pixel);
    if (shares == LabelShares()) continue;
    visit(runs[i].begin, i + 1 < runs.size() ? runs[i + 1].begin : pixels, shares);
  }
}

/// At full size, where a cell is a pixel.
void drawPixels(const LabelBlock& block, int width, LabelTiles::Shares sharesOf, cv::Mat cells) {
  cells.setTo(cv::Scalar());
  forEachRun(block, cells.total(), sharesOf, [&](std::uint32_t begin, std::uint32_t end, LabelShares shares) {
    while (begin < end) {
      const std::uint32_t left = begin % width, right = std::min<std::uint32_t>(width, left + (end - begin));
      auto* line = cells.ptr<LabelShares>(int(begin / width));
      std::fill(line + left, line + right, shares);
      begin += right - left;
    }
  });
}

void drawBlock(const LabelBlock& block, const cv::Rect& area, int level, LabelTiles::Shares sharesOf, cv::Mat cells) {
  if (block.isUniform()) {
    cells.setTo(sharesOf(block.at(0)));
  } else if (level == 0) {
    drawPixels(block, area.width, sharesOf, cells);
  } else {
    CellSums sums(area, level);
    forEachRun(block, area.area(), sharesOf,
               [&](std::uint32_t begin, std::uint32_t end, LabelShares shares) { sums.add(begin, end, shares); });
    sums.writeTo(cells);
  }
}

}  // namespace

LabelShares sharesByLabel(LabelPixel pixel) {
  LabelShares shares;
  if (static_cast<Label>(pixel.label) == Label::Road) shares[AsItCame] = kFull;
  if (static_cast<Label>(pixel.label) == Label::Unknown) shares[NotKnown] = kFull;
  return shares;
}

LabelShares sharesBySource(LabelPixel pixel) {
  LabelShares shares = sharesByLabel(pixel);
  if (pixel.source == 0) return shares;
  shares[pixel.source == 1 ? ByHand : Accepted] = shares[AsItCame] == kFull ? kFull : kFaint;
  shares[AsItCame] = 0;
  return shares;
}

LabelTiles::LabelTiles(const LabelPlane& plane, Shares shares) : plane_(plane), shares_(shares) {}

void LabelTiles::setShares(Shares shares) {
  if (shares == shares_) return;
  shares_ = shares;
  tiles_.clear();
}

void LabelTiles::invalidate(const cv::Rect& pixels) {
  for (const Key& key : tiles_.keys()) {
    const cv::Rect part = pixels & pixelsOf(key);
    if (!part.empty()) tiles_.object(key)->outdated |= part;
  }
}

cv::Size LabelTiles::sizeAt(int level) const {
  return {cellsFor(plane_.size().width, level), cellsFor(plane_.size().height, level)};
}

cv::Rect LabelTiles::pixelsOf(const Key& key) const {
  const int side = kSide << key.level;
  return cv::Rect(key.column * side, key.row * side, side, side) & plane_.whole();
}

std::optional<LabelShares> LabelTiles::uniform(int level, const cv::Rect& area) const {
  const cv::Rect pixels(area.x << level, area.y << level, area.width << level, area.height << level);
  const std::optional<LabelPixel> all = plane_.uniform(pixels & plane_.whole());
  return all ? std::optional(shares_(*all)) : std::nullopt;
}

void LabelTiles::copy(int level, const cv::Rect& area, cv::Mat& cells) {
  cells.create(area.size(), CV_8UC4);
  const int right = (area.br().x - 1) / kSide, bottom = (area.br().y - 1) / kSide;
  for (int row = area.y / kSide; row <= bottom; ++row) {
    for (int column = area.x / kSide; column <= right; ++column) {
      const Tile& tile = upToDate({level, column, row});
      const cv::Point corner(column * kSide, row * kSide);
      const cv::Rect part = area & cv::Rect(corner, cv::Size(kSide, kSide));
      cv::Mat target = cells(part - area.tl());
      if (tile.cells.empty()) {
        target.setTo(tile.all);
      } else {
        tile.cells(part - corner).copyTo(target);
      }
    }
  }
}

const LabelTiles::Tile& LabelTiles::upToDate(const Key& key) {
  if (Tile* known = tiles_.object(key)) {
    if (known->outdated.empty()) return *known;
    if (!known->cells.empty()) {
      make(key, *known, std::exchange(known->outdated, {}));
      return *known;
    }
  }
  auto* tile = new Tile;
  make(key, *tile, pixelsOf(key));
  const qsizetype bytes = sizeof(Tile) + tile->cells.total() * tile->cells.elemSize();
  tiles_.insert(key, tile, bytes / 1024 + 1);
  return *tile;
}

/// By whole blocks: what is in them is known from their beginning.
void LabelTiles::make(const Key& key, Tile& tile, const cv::Rect& pixels) {
  const cv::Rect whole = pixelsOf(key);
  if (tile.cells.empty()) {
    if (const std::optional<LabelPixel> all = plane_.uniform(whole)) {
      tile.all = shares_(*all);
      return;
    }
    const cv::Rect cells = cellsOf(whole, key.level);
    tile.cells.create(cells.size(), CV_8UC4);
  }
  constexpr int kBlock = LabelPlane::kBlockSide;
  const std::size_t across = BlockGrid{plane_.size()}.across();
  const cv::Point corner = cellsOf(whole, key.level).tl();
  for (int row = pixels.y / kBlock; row * kBlock < pixels.br().y; ++row) {
    for (int column = pixels.x / kBlock; column * kBlock < pixels.br().x; ++column) {
      const std::size_t index = row * across + column;
      const cv::Rect area = plane_.blockArea(index);
      const cv::Rect cells = cellsOf(area, key.level) - corner;
      drawBlock(plane_.block(index), area, key.level, shares_, tile.cells(cells));
      cellsMade_ += cells.area();
    }
  }
}

}  // namespace macadam
