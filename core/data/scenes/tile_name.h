#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace macadam {

/// A picture's name as `<scene>_<first>_<second>`, which may be that of a tile of a large picture; a word for pictures
/// at its end is left out (`scene_0_512_sat`).
struct TileName {
  std::string scene;
  std::string first, second;  ///< Digits.
};

/// Empty where the name does not end so.
std::optional<TileName> tileNameOf(const std::filesystem::path& image);

}  // namespace macadam
