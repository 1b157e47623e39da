#pragma once

#include "image/geo_reference.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// What scenes are told from; no pixel is decoded.
struct ScenePicture {
  std::string id;
  std::filesystem::path image;
  std::filesystem::path mask;  ///< Empty when there is none.
  int width = 0;
  int height = 0;
  std::optional<GeoReference> ground;
};

struct SceneOfPicture {
  std::string byName;  ///< The large picture that it was cut from, by the tile positions in the names; else its id.
  /// The same, where pictures that show the same besides count as one: versions of one photograph (`x.rf.<hash>`),
  /// equal files, tiles that overlap on the ground, images with one mask.
  std::string whole;
};

/// Parallel to the pictures.
std::vector<SceneOfPicture> findScenes(const std::vector<ScenePicture>& pictures);

}  // namespace macadam
