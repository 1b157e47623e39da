#pragma once

#include "data/project.h"

#include <filesystem>
#include <string>

namespace macadam {

/// Where the edited labels of a picture lie in a project. A picture with a place on the earth has GeoTIFFs, any other
/// PNGs; where both are there, the GeoTIFF counts.
struct LabelFiles {
  LabelFiles() = default;
  /// `image` is the picture's path below the data folder.
  LabelFiles(const Project& project, const std::string& image);

  std::filesystem::path maskPng, maskTif;
  std::filesystem::path sourcesPng, sourcesTif;  ///< The code of each pixel's source.
  std::filesystem::path sourcesJson;             ///< What the codes mean.
  std::filesystem::path journal;

  /// The one that is there; empty where none is.
  std::filesystem::path mask() const;
  std::filesystem::path sources() const;
};

}  // namespace macadam
