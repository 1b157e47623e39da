#include "data/scenes/evidence.h"

#include <algorithm>
#include <unordered_map>

namespace macadam {
namespace {

constexpr std::string_view kVersion = ".rf.";

bool isHash(std::string_view text) {
  const auto isHexDigit = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  };
  return text.size() >= 8 && std::ranges::all_of(text, isHexDigit);
}

}  // namespace

void joinVersions(const std::vector<ScenePicture>& pictures, DisjointSets& scenes) {
  std::unordered_map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const std::string stem = pictures[i].image.stem().string();
    const auto version = stem.rfind(kVersion);
    if (version == std::string::npos || !isHash(std::string_view(stem).substr(version + kVersion.size()))) continue;
    const auto [entry, isNew] = first.emplace(stem.substr(0, version), i);
    if (!isNew) scenes.join(i, entry->second);
  }
}

}  // namespace macadam
