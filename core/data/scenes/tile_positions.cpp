#include "data/scenes/evidence.h"
#include "data/scenes/tile_name.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace macadam {
namespace {

constexpr std::size_t kMostDigits = 6;     ///< Dates have eight.
constexpr std::size_t kSerialDigits = 4;   ///< Cameras count `0001`; so long a number is no row or column.
constexpr std::int64_t kSmallestStep = 8;  ///< In pixels. Rows and columns are counted by ones.

/// A picture whose name may be that of a tile.
struct NamedTile {
  std::size_t picture = 0;
  TileName name;

  std::int64_t x() const { return std::stoll(name.first); }
  std::int64_t y() const { return std::stoll(name.second); }
};

/// Multiples of a step, but for the largest one: the last tile of a row is often pushed back to the border.
bool areMultiples(const std::set<std::int64_t>& values) {
  const std::int64_t least = *values.begin(), most = *values.rbegin();
  if (values.size() == 1) return least == 0 || least >= kSmallestStep;
  const bool mayBePushedBack = least == 0 || values.size() > 2;
  std::int64_t step = mayBePushedBack ? 0 : most;
  for (const std::int64_t value : values) {
    if (value != most) step = std::gcd(step, value);
  }
  return (step == 0 ? most : step) >= kSmallestStep;
}

/// Rows and columns: both count on, and together they fill most of a grid.
bool areGrid(const std::set<std::int64_t>& xs, const std::set<std::int64_t>& ys, std::size_t count) {
  const auto extent = [](const std::set<std::int64_t>& values) {
    return static_cast<std::size_t>(*values.rbegin() - *values.begin() + 1);
  };
  const bool isStrip = (xs.size() == 1 && *xs.begin() == 0) || (ys.size() == 1 && *ys.begin() == 0);
  if (xs.size() == 1 || ys.size() == 1) return isStrip && 2 * count >= extent(xs) * extent(ys);
  return *xs.begin() <= 1 && *ys.begin() <= 1 && 2 * count >= extent(xs) * extent(ys);
}

/// How the numbers of the names are written.
struct Digits {
  std::size_t padded = 0;    ///< Width of those with zeros in front; 0 where there are none.
  std::size_t shortest = 0;  ///< Width of the shortest one.
  bool agree = true;         ///< All that have zeros in front are of one width, which none falls short of.
};

Digits digitsOf(const std::vector<NamedTile>& tiles) {
  Digits digits{.shortest = kMostDigits};
  for (const NamedTile& tile : tiles) {
    for (const std::string_view number : {tile.name.first, tile.name.second}) {
      digits.shortest = std::min(digits.shortest, number.size());
      if (number.size() == 1 || number.front() != '0') continue;
      if (digits.padded == 0) digits.padded = number.size();
      digits.agree = digits.agree && number.size() == digits.padded;
    }
  }
  digits.agree = digits.agree && digits.shortest >= digits.padded;
  return digits;
}

bool arePositions(const std::vector<NamedTile>& tiles) {
  std::set<std::int64_t> xs, ys;
  for (const NamedTile& tile : tiles) {
    if (tile.name.first.size() > kMostDigits || tile.name.second.size() > kMostDigits) return false;
    xs.insert(tile.x()), ys.insert(tile.y());
  }
  const Digits digits = digitsOf(tiles);
  if (!digits.agree) return false;
  if (areMultiples(xs) && areMultiples(ys)) return true;
  return digits.padded < kSerialDigits && areGrid(xs, ys, tiles.size());
}

}  // namespace

std::vector<std::string> scenesByName(const std::vector<ScenePicture>& pictures) {
  std::vector<std::string> scenes;
  std::map<std::string, std::vector<NamedTile>> byScene;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    scenes.push_back(pictures[i].id);
    if (auto name = tileNameOf(pictures[i].image)) byScene[name->scene].push_back({i, *std::move(name)});
  }
  for (const auto& [scene, tiles] : byScene) {
    if (!arePositions(tiles)) continue;
    for (const NamedTile& tile : tiles) scenes[tile.picture] = scene;
  }
  return scenes;
}

}  // namespace macadam
