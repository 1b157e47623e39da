#pragma once

#include <span>
#include <string_view>

namespace macadam {

/// A file of `resources` that is part of the program; this folder's CMakeLists.txt writes the definitions.
struct EmbeddedFile {
  std::string_view name;  ///< Without folder and extension.
  std::string_view text;
};

/// resources/presets, from the quickest to the largest.
std::span<const EmbeddedFile> presetFiles();

/// resources/suites; a table stands behind those that it includes.
std::span<const EmbeddedFile> suiteFiles();

}  // namespace macadam
