#include "data/layouts/pairing.h"
#include "data/layouts/picture_folders.h"

namespace macadam {

/// Any folder of pictures: all of them are unlabelled.
std::optional<Listing> listImagesOnly(const std::filesystem::path& root) {
  Listing listing{.layout = std::string(kImagesOnly)};
  for (const PictureFolder& folder : pictureFolders(root)) {
    for (const auto& image : folder.pictures) listing.pictures.push_back({.image = image, .origin = folder.origin});
  }
  return listing.pictures.empty() ? std::nullopt : std::optional(std::move(listing));
}

}  // namespace macadam
