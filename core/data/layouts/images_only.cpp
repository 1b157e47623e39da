#include "data/layouts/pairing.h"

namespace macadam {

/// Any folder of pictures: all of them are unlabelled.
std::optional<Listing> listImagesOnly(const std::filesystem::path& root) {
  constexpr int kDepth = 3;
  Listing listing{.layout = std::string(kImagesOnly)};
  for (const auto& image : picturesBelow(root, kDepth)) listing.pictures.push_back({.image = image});
  return listing.pictures.empty() ? std::nullopt : std::optional(std::move(listing));
}

}  // namespace macadam
