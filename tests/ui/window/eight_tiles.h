#pragma once

#include "data/project.h"
#include "data/split.h"
#include "support/picture_files.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace macadam {

/// A project in `folder` of eight tiles of 32 pixels, and a split with two of them in each set.
inline std::pair<Project, Split> makeProjectOfEightTiles(const std::filesystem::path& folder) {
  Split split;
  for (int i = 0; i < 8; ++i) {
    const std::string name = std::string(1, static_cast<char>('a' + i)) + ".png";
    writeImage(folder / "data" / "images" / name);
    writeRoadMask(folder / "data" / "masks" / name, 4 + i);
    std::vector<std::string>* sets[] = {&split.labelled, &split.unlabelled, &split.validation, &split.test};
    sets[i / 2]->push_back("images/" + name);
  }
  return {createProject(folder / "project", folder / "data", 32), split};
}

}  // namespace macadam
