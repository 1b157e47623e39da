#include "data/scenes.h"

#include "data/scenes/evidence.h"

#include <cstddef>
#include <functional>
#include <unordered_map>

namespace macadam {
namespace {

/// Pictures with the same text; empty texts say nothing.
template <typename Text>
void joinEqual(const std::vector<ScenePicture>& pictures, DisjointSets& scenes, Text textOf) {
  std::unordered_map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const std::string text = textOf(i);
    if (text.empty()) continue;
    const auto [entry, isNew] = first.emplace(text, i);
    if (!isNew) scenes.join(i, entry->second);
  }
}

}  // namespace

std::vector<SceneOfPicture> findScenes(const std::vector<ScenePicture>& pictures) {
  const std::vector<std::string> byName = scenesByName(pictures);
  DisjointSets scenes(pictures.size());
  joinEqual(pictures, scenes, [&](std::size_t i) { return byName[i]; });
  joinEqual(pictures, scenes, [&](std::size_t i) { return pictures[i].mask.string(); });
  joinVersions(pictures, scenes);
  joinEqualFiles(pictures, scenes);
  joinCommonGround(pictures, scenes);
  std::vector<SceneOfPicture> found;
  for (std::size_t i = 0; i < pictures.size(); ++i) found.push_back({byName[i], byName[scenes.first(i)]});
  return found;
}

}  // namespace macadam
