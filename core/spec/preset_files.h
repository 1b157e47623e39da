#pragma once

#include <span>
#include <string_view>

namespace macadam {

struct PresetFile {
  std::string_view name;
  std::string_view text;
};

/// The files of resources/presets; this folder's CMakeLists.txt writes the definition.
std::span<const PresetFile> presetFiles();

}  // namespace macadam
