#include "ui/annotate/label_tiles.h"

#include "labels/mask_values.h"

#include <algorithm>
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

/// Adds runs of pixels to the cells that they lie in, and turns sums into means. A sum is four of 16 bits in one
/// number, which 16×16 pixels cannot exceed.
class CellSums {
 public:
  static constexpr int kCoarsest = 4;

  /// @param area of a block, its corner a multiple of a cell's side. @param memory that is used again.
  CellSums(const cv::Rect& area, int level, std::vector<std::uint64_t>& memory)
      : area_(area), level_(level), size_(cellsFor(area.width, level), cellsFor(area.height, level)), sums_(memory) {
    sums_.assign(size_.area(), 0);
  }

  void add(std::uint32_t begin, std::uint32_t end, LabelShares shares) {
    const std::uint64_t one = spread(shares);
    while (begin < end) {
      const int row = begin / area_.width, left = begin % area_.width;
      const int right = std::min<int>(area_.width, left + int(end - begin));
      addRow(row, left, right, one);
      begin += right - left;
    }
  }

  void writeTo(cv::Mat cells) const {
    const int wholeColumns = area_.width >> level_, wholeRows = area_.height >> level_;
    for (int y = 0; y < size_.height; ++y) {
      auto* line = cells.ptr<std::uint32_t>(y);
      const std::uint64_t* sums = sums_.data() + y * size_.width;
      const int whole = y < wholeRows ? wholeColumns : 0;
      for (int x = 0; x < whole; ++x) line[x] = meanOfWhole(sums[x]);
      const int height = std::min(1 << level_, area_.height - (y << level_));
      for (int x = whole; x < size_.width; ++x) {
        line[x] = mean(sums[x], height * std::min(1 << level_, area_.width - (x << level_)));
      }
    }
  }

 private:
  static std::uint64_t spread(LabelShares shares) {
    return std::uint64_t(shares[0]) | std::uint64_t(shares[1]) << 16 | std::uint64_t(shares[2]) << 32 |
           std::uint64_t(shares[3]) << 48;
  }

  /// Of a power of two, without taking the four apart.
  std::uint32_t meanOfWhole(std::uint64_t sum) const {
    const std::uint64_t half = 0x0001'0001'0001'0001ULL << (2 * level_ - 1);
    const std::uint64_t means = (sum + half) >> 2 * level_ & 0x00ff'00ff'00ff'00ffULL;
    const std::uint64_t pairs = means | means >> 8;
    return static_cast<std::uint32_t>((pairs & 0xffffU) | (pairs >> 16 & 0xffff'0000U));
  }

  static std::uint32_t mean(std::uint64_t sum, int pixels) {
    std::uint32_t shares = 0;
    for (int i = 0; i < 4; ++i) shares |= ((sum >> 16 * i & 0xffff) + pixels / 2) / pixels << 8 * i;
    return shares;
  }

  void addRow(int row, int left, int right, std::uint64_t one) {
    std::uint64_t* line = sums_.data() + (row >> level_) * size_.width;
    const int first = left >> level_, last = (right - 1) >> level_;
    if (first == last) {
      line[first] += one * std::uint64_t(right - left);
      return;
    }
    line[first] += one * std::uint64_t(((first + 1) << level_) - left);
    const std::uint64_t whole = one << level_;
    for (int cell = first + 1; cell < last; ++cell) line[cell] += whole;
    line[last] += one * std::uint64_t(right - (last << level_));
  }

  cv::Rect area_;
  int level_;
  cv::Size size_;
  std::vector<std::uint64_t>& sums_;
};

/// Cells of a coarser level from those of CellSums' coarsest one, each weighed by its pixels.
void writeCoarser(const cv::Mat& fine, const cv::Rect& area, int level, cv::Mat cells) {
  constexpr int kFine = 1 << CellSums::kCoarsest;
  const int step = level - CellSums::kCoarsest;
  for (int y = 0; y < cells.rows; ++y) {
    for (int x = 0; x < cells.cols; ++x) {
      cv::Vec4i sum;
      int pixels = 0;
      for (int row = y << step; row < std::min(fine.rows, (y + 1) << step); ++row) {
        for (int column = x << step; column < std::min(fine.cols, (x + 1) << step); ++column) {
          const int weight = std::min(kFine, area.width - column * kFine) * std::min(kFine, area.height - row * kFine);
          sum += weight * cv::Vec4i(fine.at<LabelShares>(row, column));
          pixels += weight;
        }
      }
      for (int i = 0; i < 4; ++i) {
        cells.at<LabelShares>(y, x)[i] = static_cast<std::uint8_t>((sum[i] + pixels / 2) / pixels);
      }
    }
  }
}

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

void drawBlock(const LabelBlock& block, const cv::Rect& area, int level, LabelTiles::Shares sharesOf, cv::Mat cells,
               std::vector<std::uint64_t>& memory) {
  if (block.isUniform()) {
    cells.setTo(sharesOf(block.at(0)));
    return;
  }
  if (level == 0) return drawPixels(block, area.width, sharesOf, cells);
  const int finer = std::min(level, CellSums::kCoarsest);
  CellSums sums(area, finer, memory);
  forEachRun(block, area.area(), sharesOf,
             [&](std::uint32_t begin, std::uint32_t end, LabelShares shares) { sums.add(begin, end, shares); });
  if (finer == level) return sums.writeTo(cells);
  cv::Mat fine(cellsFor(area.height, finer), cellsFor(area.width, finer), CV_8UC4);
  sums.writeTo(fine);
  writeCoarser(fine, area, level, cells);
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
      drawBlock(plane_.block(index), area, key.level, shares_, tile.cells(cells), sums_);
      cellsMade_ += cells.area();
    }
  }
}

}  // namespace macadam
