#include "data/layouts/folder_names.h"
#include "data/scenes/evidence.h"

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

constexpr std::string_view kDigits = "0123456789";
constexpr std::size_t kMostDigits = 6;     ///< Dates have eight.
constexpr std::size_t kSerialDigits = 4;   ///< Cameras count `0001`; so long a number is no row or column.
constexpr std::int64_t kSmallestStep = 8;  ///< In pixels. Rows and columns are counted by ones.

/// A name that may be that of a tile.
struct TileName {
  std::size_t picture = 0;
  std::string_view first, second;  ///< Digits.

  std::int64_t x() const { return std::stoll(std::string(first)); }
  std::int64_t y() const { return std::stoll(std::string(second)); }
};

/// The digits at the end of a text and what is before them, an underscore between; empty where it does not end so.
std::optional<std::pair<std::string_view, std::string_view>> numberAtEnd(std::string_view text) {
  const auto last = text.find_last_not_of(kDigits);
  if (last == std::string_view::npos || last + 1 == text.size() || last == 0 || text[last] != '_') return std::nullopt;
  return std::pair(text.substr(0, last), text.substr(last + 1));
}

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

Digits digitsOf(const std::vector<TileName>& names) {
  Digits digits{.shortest = kMostDigits};
  for (const TileName& name : names) {
    for (const std::string_view number : {name.first, name.second}) {
      digits.shortest = std::min(digits.shortest, number.size());
      if (number.size() == 1 || number.front() != '0') continue;
      if (digits.padded == 0) digits.padded = number.size();
      digits.agree = digits.agree && number.size() == digits.padded;
    }
  }
  digits.agree = digits.agree && digits.shortest >= digits.padded;
  return digits;
}

bool arePositions(const std::vector<TileName>& names) {
  std::set<std::int64_t> xs, ys;
  for (const TileName& name : names) {
    if (name.first.size() > kMostDigits || name.second.size() > kMostDigits) return false;
    xs.insert(name.x()), ys.insert(name.y());
  }
  const Digits digits = digitsOf(names);
  if (!digits.agree) return false;
  if (areMultiples(xs) && areMultiples(ys)) return true;
  return digits.padded < kSerialDigits && areGrid(xs, ys, names.size());
}

}  // namespace

std::vector<std::string> scenesByName(const std::vector<ScenePicture>& pictures) {
  std::vector<std::string> stems(pictures.size());
  std::map<std::string, std::vector<TileName>, std::less<>> byPrefix;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    stems[i] = pictures[i].image.stem().string();
    const FileWords words = fileWordsOf(stems[i]);
    if (words.content == NameContent::Images && lowerCase(stems[i]).starts_with(words.rest)) {
      stems[i].resize(words.rest.size());  // scene_0_512_sat
    }
    const auto second = numberAtEnd(stems[i]);
    const auto first = second ? numberAtEnd(second->first) : std::nullopt;
    if (first) byPrefix[std::string(first->first)].push_back({i, first->second, second->second});
  }
  std::vector<std::string> scenes(pictures.size());
  for (std::size_t i = 0; i < pictures.size(); ++i) scenes[i] = pictures[i].id;
  for (const auto& [prefix, names] : byPrefix) {
    if (!arePositions(names)) continue;
    for (const TileName& name : names) scenes[name.picture] = prefix;
  }
  return scenes;
}

}  // namespace macadam
