#pragma once

#include "base/error.h"
#include "base/parallel.h"
#include "data/dataset.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace macadam {

struct ImportSummary {
  std::size_t tiles = 0;
  std::size_t masks = 0;
  std::vector<Problem> problems;  ///< What was left out, and what looks wrong and was written all the same.
  std::vector<Problem> remarks;   ///< On the pixels of the pictures; nothing was left out for them.
  std::string meaningOfMasks;     ///< What their values mean (MaskMeaning::sentence).
};

/// Copies a data set of any layout as plain tiles: `images/` and `masks/`, below `train/`, `val/`, `test/`, `labelled/`
/// or `unlabelled/` where the source says so.
///
/// Pictures larger than 1.5 tiles are cut, `<picture>_<x>_<y>`, so that their scenes stay known. Tiles are PNG, or
/// GeoTIFF where the source is georeferenced; masks are as in image/mask_file.h, unknown where a tile repeats what one
/// before it holds, so that each pixel counts once. `to` appears when it is complete.
/// @throws Error when `to` exists already and is not empty, or cannot be written; when it is open what the masks mean,
/// or their share of road is unlikely and not accepted.
ImportSummary importDataset(const std::filesystem::path& from, const std::filesystem::path& to, int tileSize,
                            int workers = 2, const ProgressCallback& progress = {}, const DataChoices& choices = {});

}  // namespace macadam
