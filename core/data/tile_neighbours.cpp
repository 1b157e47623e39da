#include "data/tile_neighbours.h"

#include "data/scenes/tile_name.h"
#include "data/tile_neighbours/ground_offset.h"
#include "data/tile_neighbours/seam_evidence.h"
#include "image/raster.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>

namespace macadam {
namespace {

/// A tile at the place that it is thought to have.
struct Placed {
  const Sample* sample = nullptr;
  cv::Point offset;

  cv::Rect area() const { return {offset, cv::Size(sample->width, sample->height)}; }
};

bool touch(const cv::Rect& a, const cv::Rect& b) {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/// Where it lies; empty where nothing says it.
std::optional<GeoReference> groundOf(const Sample& sample) {
  try {
    const auto ground = Raster(sample.image, sample.pixels).georeference();
    return ground && hasPlace(*ground) ? ground : std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// Opens each picture once.
class Pictures {
 public:
  /// Empty where it cannot be read.
  cv::Mat pixels(const Placed& tile, const cv::Rect& area) {
    const Raster* raster = of(*tile.sample);
    if (raster == nullptr) return {};
    const cv::Rect part = area - tile.offset;
    try {
      return raster->readRgb({part.x, part.y, part.width, part.height});
    } catch (const Error&) {
      return {};
    }
  }

  SeamEvidence evidence(const Placed& a, const Placed& b);

 private:
  /// Null where it cannot be read.
  const Raster* of(const Sample& sample) {
    auto [entry, isNew] = rasters_.try_emplace(&sample);
    if (isNew) {
      try {
        entry->second.emplace(sample.image, sample.pixels);
        if (entry->second->size() != cv::Size(sample.width, sample.height)) entry->second.reset();
      } catch (const Error&) {
        entry->second.reset();
      }
    }
    return entry->second ? &*entry->second : nullptr;
  }

  std::map<const Sample*, std::optional<Raster>> rasters_;
};

SeamEvidence Pictures::evidence(const Placed& a, const Placed& b) {
  const cv::Rect one = a.area(), two = b.area();
  const auto compare = [&](const cv::Rect& inOne, const cv::Rect& inTwo, auto judge) {
    const cv::Mat own = pixels(a, inOne), other = pixels(b, inTwo);
    return own.empty() || other.empty() ? SeamEvidence::Against : judge(own, other);
  };
  if (const cv::Rect common = one & two; !common.empty()) return compare(common, common, evidenceOfOverlap);
  const int left = std::max(one.x, two.x), right = std::min(one.br().x, two.br().x);
  const int top = std::max(one.y, two.y), bottom = std::min(one.br().y, two.br().y);
  if (left == right && top < bottom) {
    const bool isBefore = one.x < two.x;
    const cv::Rect before(left - 1, top, 1, bottom - top), after(left, top, 1, bottom - top);
    return compare(isBefore ? before : after, isBefore ? after : before, evidenceOfSeam);
  }
  if (top == bottom && left < right) {
    const bool isAbove = one.y < two.y;
    const cv::Rect above(left, top - 1, right - left, 1), below(left, top, right - left, 1);
    return compare(isAbove ? above : below, isAbove ? below : above, evidenceOfSeam);
  }
  return SeamEvidence::None;
}

/// What the two numbers of a name count.
struct NameOrder {
  bool isColumnFirst = true;
  bool countsTiles = false;  ///< Rows and columns, not pixels.
};

constexpr std::array<NameOrder, 4> kOrders{{{true, false}, {false, false}, {true, true}, {false, true}}};

struct Numbers {
  std::int64_t first = 0, second = 0;
};

/// Empty where the numbers are too long for a place.
std::optional<Numbers> numbersOf(const TileName& name) {
  constexpr std::size_t kMostDigits = 9;
  if (std::max(name.first.size(), name.second.size()) > kMostDigits) return std::nullopt;
  return Numbers{std::stoll(name.first), std::stoll(name.second)};
}

std::optional<cv::Point> offsetBy(const NameOrder& order, const Numbers& own, const Numbers& other,
                                  const Sample& ownTile, const Sample& otherTile) {
  std::int64_t x = other.first - own.first, y = other.second - own.second;
  if (!order.isColumnFirst) std::swap(x, y);
  constexpr std::int64_t kFarthest = 1'000'000;  // no tile is so large
  if (std::max(std::abs(x), std::abs(y)) > (order.countsTiles ? 1 : kFarthest)) return std::nullopt;
  if (order.countsTiles) {
    x *= x < 0 ? otherTile.width : ownTile.width;
    y *= y < 0 ? otherTile.height : ownTile.height;
  }
  return cv::Point(static_cast<int>(x), static_cast<int>(y));
}

/// What pixels confirm of an order of the names.
struct Confirmed {
  std::vector<Placed> tiles;
  int seams = 0;
};

/// A tile counts when a seam with one that counts speaks for it and none against it.
Confirmed confirm(const Sample& own, std::vector<Placed> thought, Pictures& pictures) {
  Confirmed confirmed{{{&own, {}}}};
  std::vector<int> seams(thought.size());
  std::vector<bool> isRefused(thought.size()), isIn(thought.size());
  for (std::size_t next = 0; next < confirmed.tiles.size(); ++next) {
    for (std::size_t i = 0; i < thought.size(); ++i) {
      if (isRefused[i] || !touch(confirmed.tiles[next].area(), thought[i].area()) ||
          confirmed.tiles[next].sample == thought[i].sample)
        continue;
      const SeamEvidence evidence = pictures.evidence(confirmed.tiles[next], thought[i]);
      if (evidence == SeamEvidence::Against) isRefused[i] = true;
      if (evidence != SeamEvidence::For) continue;
      ++seams[i];
      if (!isIn[i]) confirmed.tiles.push_back(thought[i]);
      isIn[i] = true;
    }
  }
  std::vector<Placed> kept;
  for (std::size_t i = 0; i < thought.size(); ++i) {
    if (!isIn[i] || isRefused[i]) continue;
    kept.push_back(thought[i]);
    confirmed.seams += seams[i];
  }
  confirmed.tiles = std::move(kept);
  return confirmed;
}

bool areSame(const std::vector<Placed>& a, const std::vector<Placed>& b) {
  return std::ranges::equal(
      a, b, [](const Placed& one, const Placed& two) { return one.sample == two.sample && one.offset == two.offset; });
}

/// By the order of the names that the pixels confirm best; none where two do so equally and differ.
std::vector<Placed> placeByName(const Sample& own, const std::vector<const Sample*>& others, Pictures& pictures) {
  const std::optional<TileName> name = tileNameOf(own.image);
  const std::optional<Numbers> numbers = name ? numbersOf(*name) : std::nullopt;
  if (!numbers) return {};
  Confirmed best;
  bool isOpen = false;
  for (const NameOrder& order : kOrders) {
    std::vector<Placed> thought;
    for (const Sample* other : others) {
      const std::optional<TileName> otherName = tileNameOf(other->image);
      if (!otherName || otherName->scene != name->scene) continue;
      const std::optional<Numbers> otherNumbers = numbersOf(*otherName);
      if (!otherNumbers) continue;
      const auto offset = offsetBy(order, *numbers, *otherNumbers, own, *other);
      if (!offset || *offset == cv::Point()) continue;
      const Placed placed{other, *offset};
      if (touch(Placed{&own, {}}.area(), placed.area())) thought.push_back(placed);
    }
    Confirmed confirmed = confirm(own, std::move(thought), pictures);
    if (confirmed.seams > best.seams) {
      best = std::move(confirmed);
      isOpen = false;
    } else if (confirmed.seams == best.seams && !areSame(confirmed.tiles, best.tiles)) {
      isOpen = true;
    }
  }
  return isOpen ? std::vector<Placed>() : best.tiles;
}

}  // namespace

std::vector<TileNeighbour> neighboursOf(const Dataset& dataset, const Sample& sample, const std::stop_token& stop) {
  if (sample.window) return {};
  std::vector<const Sample*> others;
  for (const Sample& other : dataset.samples) {
    if (other.scene == sample.scene && other.id != sample.id && !other.window) others.push_back(&other);
  }
  if (others.empty()) return {};
  Pictures pictures;
  std::vector<Placed> found;
  const Placed own{&sample, {}};
  if (const auto ground = groundOf(sample)) {
    std::erase_if(others, [&](const Sample* other) {
      if (stop.stop_requested()) return true;
      const auto otherGround = groundOf(*other);
      if (!otherGround) return false;
      const auto offset = groundOffset(*ground, *otherGround);
      if (!offset || *offset == cv::Point()) return true;  // of one place, and of another day or light
      const Placed placed{other, *offset};
      const bool isBeside = touch(own.area(), placed.area());
      const bool overlaps = isBeside && !(own.area() & placed.area()).empty();
      if (isBeside && !(overlaps && pictures.evidence(own, placed) == SeamEvidence::Against)) found.push_back(placed);
      return true;
    });
  }
  if (stop.stop_requested()) return {};
  std::ranges::copy(placeByName(sample, others, pictures), std::back_inserter(found));
  std::ranges::stable_sort(found, {}, [](const Placed& placed) {
    return std::int64_t(placed.offset.x) * placed.offset.x + std::int64_t(placed.offset.y) * placed.offset.y;
  });
  std::vector<TileNeighbour> neighbours;
  for (const Placed& placed : found) {
    if (neighbours.size() < kMostNeighbours) neighbours.push_back({placed.sample->id, placed.offset});
  }
  return neighbours;
}

}  // namespace macadam
