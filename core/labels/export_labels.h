#pragma once

#include "base/error.h"
#include "base/parallel.h"
#include "data/project.h"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace macadam {

enum class ExportedPictures { LeftOut, Copied };

struct ExportedLabels {
  std::size_t masks = 0;
  std::size_t drawnOn = 0;        ///< Of them were edited in the project.
  std::vector<Problem> problems;  ///< What the folder lacks.
};

/// Writes the labels of a project as a data set folder of their own.
///
/// `masks/` holds one mask a picture, as in image/mask_file.h, unknown where the picture has no data; a GeoTIFF with
/// the picture's place where it has one, otherwise a PNG. `sources/` holds, for those that were edited, a code for each
/// pixel of what its label is from, and `sources.json` what the codes mean. `labeled.txt`, `unlabeled.txt`, `val.txt`
/// and `test.txt` name the pictures of the active split (without one: those with and without a mask) with their masks;
/// `images/` holds the pictures where they are copied, or is where they are to be put. What was drawn and not yet
/// saved is exported too. `to` appears when it is complete.
/// @throws Error when `to` exists already and is not empty, or cannot be written, or when it is open what the masks
/// mean.
ExportedLabels exportLabels(const Project& project, const std::filesystem::path& to, ExportedPictures pictures,
                            int workers = 2, const ProgressCallback& progress = {});

}  // namespace macadam
