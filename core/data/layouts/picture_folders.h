#pragma once

#include "data/layouts/folder_names.h"

#include <filesystem>
#include <string>
#include <vector>

namespace macadam {

/// A folder that holds, or should hold, picture files itself, with what the names on the way to it say.
struct PictureFolder {
  std::filesystem::path path;
  std::vector<std::filesystem::path> pictures;  ///< Sorted by name.
  NameContent content = NameContent::Unsaid;    ///< By the deepest name that says it.
  Origin origin = Origin::Unassigned;           ///< Likewise.
  int rank = 0;                                 ///< Of the name that says the content; smaller is more usual.
  /// The way to it without the words for its content: `images/train` and `train/masks` have the same one.
  std::string key;
  std::string looseKey;  ///< Without what is left of a name that says a content: `image_RGB`, `label_5classes`.
  std::string top;       ///< The first folder on the way; empty for the root itself.
};

/// Those at and below `root`, with folders for images that hold none, each before those in it; folders of pictures for
/// the eye (NameContent::Aside) are left out.
std::vector<PictureFolder> pictureFolders(const std::filesystem::path& root);

/// `images/ (6 pictures: a.png, b.png, …)`, for messages; the path is as seen from `root`.
std::string describe(const PictureFolder& folder, const std::filesystem::path& root);

}  // namespace macadam
