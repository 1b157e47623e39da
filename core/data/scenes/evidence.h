#pragma once

#include "base/disjoint_sets.h"
#include "data/scenes.h"

#include <string>
#include <vector>

namespace macadam {

/// For each picture the scene that its name gives: what comes before the two numbers of `<scene>_<x>_<y>`, where the
/// numbers of the data set look like positions of tiles and not like dates, flights or serial numbers; else its id.
std::vector<std::string> scenesByName(const std::vector<ScenePicture>& pictures);

/// Versions of one photograph, as Roboflow names them: `<name>.rf.<hash>`.
void joinVersions(const std::vector<ScenePicture>& pictures, DisjointSets& scenes);

/// Files with the same bytes, unless they are of one colour throughout, which any scene may be.
void joinEqualFiles(const std::vector<ScenePicture>& pictures, DisjointSets& scenes);

/// Pictures of one coordinate system that overlap on the ground by more than a pixel; those that only touch do not.
void joinCommonGround(const std::vector<ScenePicture>& pictures, DisjointSets& scenes);

}  // namespace macadam
