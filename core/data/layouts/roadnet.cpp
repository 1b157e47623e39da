#include "data/layouts/pairing.h"

#include <algorithm>

namespace macadam {
namespace {

/// In `<n>/`: `Ottawa-<n>.tif`, whose mask is `segmentation.png`. Other pictures there (edges, centre lines) are not
/// ours.
std::optional<Picture> pictureOf(const std::filesystem::path& folder) {
  Picture picture{.maskRule = {.coding = MaskCoding::RoadNetRed}};
  for (const auto& file : picturesIn(folder)) {
    if (file.stem() == "Ottawa-" + folder.filename().string()) picture.image = file;
    if (file.stem() == "segmentation") picture.mask = file;
  }
  return picture.image.empty() ? std::nullopt : std::optional(picture);
}

}  // namespace

std::optional<Listing> listRoadNet(const std::filesystem::path& root) {
  Listing listing{.layout = "RoadNet"};
  for (const auto& folder : foldersIn(root)) {
    if (auto picture = pictureOf(folder)) listing.pictures.push_back(*std::move(picture));
  }
  return listing.pictures.empty() ? std::nullopt : std::optional(std::move(listing));
}

}  // namespace macadam
