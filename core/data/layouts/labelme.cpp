#include "data/layouts/folder_names.h"
#include "data/layouts/pairing.h"
#include "data/layouts/picture_folders.h"

namespace macadam {
namespace {

/// What labelme writes for one annotated picture: `img.png`, `label.png`, and `label_viz.png` for the eye.
std::optional<Picture> pictureOf(const PictureFolder& folder) {
  Picture picture{.origin = folder.origin};
  for (const auto& file : folder.pictures) {
    if (file.stem() == "img") picture.image = file;
    if (file.stem() == "label") picture.mask = file;
  }
  return picture.image.empty() || picture.mask.empty() ? std::nullopt : std::optional(picture);
}

}  // namespace

std::optional<Listing> listLabelme(const std::filesystem::path& root) {
  Listing listing{.layout = "labelme folders"};
  for (const PictureFolder& folder : pictureFolders(root)) {
    if (auto picture = pictureOf(folder)) listing.pictures.push_back(*std::move(picture));
  }
  return listing.pictures.empty() ? std::nullopt : std::optional(std::move(listing));
}

}  // namespace macadam
