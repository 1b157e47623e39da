#pragma once

#include "image/image_store.h"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace macadam {

struct DemoSceneOptions {
  int width = 256;  ///< Pixels, of about a metre each.
  int height = 256;
  std::uint64_t seed = 1;
};

/// A procedural aerial scene with its exact mask: fields, woods, houses, waters and roads, seen from above in sunlight.
/// Roads under crowns and cars are road; tracks, drives, car parks, railways and rivers are not.
Tile renderDemoScene(const DemoSceneOptions& options);

struct DemoDatasetOptions {
  int trainTiles = 320;
  int validationTiles = 32;
  int testTiles = 64;
  int tileSize = 128;
  std::uint64_t seed = 1;
};

/// Called after each tile with how many are written, of how many.
using DemoProgress = std::function<void(int written, int total)>;

/// Writes `{train,val,test}/{images,masks}/<scene>_<x>_<y>.png`, four tiles cut from each scene; the tiles of a scene
/// are all in one of the three. Equal options give equal tiles; another number of training tiles leaves the others as
/// they are. The folder appears when it is complete.
/// @throws Error when it exists already and is not empty, or naming a file that cannot be written.
void writeDemoDataset(const std::filesystem::path& folder, const DemoDatasetOptions& options,
                      const DemoProgress& progress = {});

}  // namespace macadam
