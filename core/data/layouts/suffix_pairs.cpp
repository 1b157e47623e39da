#include "data/layouts/pairing.h"

#include <algorithm>
#include <map>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMaskEnd = "_mask";
constexpr std::string_view kImageEnd = "_sat";
constexpr const char* kDeepGlobe = "DeepGlobe, CHN6-CUG";

/// Pictures pair by the first folder below the root (`train`, `valid`, …) and by what is left of their names.
using Key = std::pair<std::string, std::string>;

Key keyOf(const fs::path& root, const fs::path& file, std::string_view end) {
  const fs::path below = file.lexically_relative(root);
  const std::string top = below.has_parent_path() ? below.begin()->string() : std::string();
  const std::string stem = file.stem().string();
  return {top, stem.ends_with(end) ? stem.substr(0, stem.size() - end.size()) : stem};
}

std::optional<Listing> listPairs(const fs::path& root) {
  std::map<Key, Picture> pictures;
  std::vector<fs::path> masks;
  Listing listing;
  for (const fs::path& file : picturesBelow(root, 2)) {
    const std::string stem = file.stem().string();
    if (stem.ends_with(kImageEnd)) listing.layout = kDeepGlobe;
    if (stem.ends_with(kMaskEnd)) {
      masks.push_back(file);
      continue;
    }
    const Key key = keyOf(root, file, kImageEnd);
    const auto [first, isNew] = pictures.emplace(key, Picture{file, {}, {}, originOf(key.first)});
    if (isNew) continue;
    listing.problems.push_back({file.string(),
                                "has the same name as " + first->second.image.filename().string() + " and was left out",
                                "rename or remove one of them"});
  }
  if (listing.layout.empty() && masks.empty()) return std::nullopt;
  if (listing.layout.empty()) listing.layout = "image and mask pairs";

  for (const fs::path& mask : masks) {
    const auto picture = pictures.find(keyOf(root, mask, kMaskEnd));
    if (picture == pictures.end()) {
      listing.problems.push_back(
          {mask.string(), "belongs to no image", "put <id>_sat.jpg beside <id>_mask.png, or remove it"});
    } else {
      picture->second.mask = mask;
    }
  }
  for (auto& [key, picture] : pictures) listing.pictures.push_back(std::move(picture));
  return listing;
}

bool hasMask(const Picture& picture) {
  return !picture.mask.empty();
}

}  // namespace

/// `<id>_sat.jpg` with `<id>_mask.png`, in one folder or (CHN6-CUG: `images/`, `gt/`) in folders beside each other.
std::optional<Listing> listDeepGlobe(const fs::path& root) {
  auto listing = listPairs(root);
  const bool isDeepGlobe = listing && listing->layout == kDeepGlobe && std::ranges::any_of(listing->pictures, hasMask);
  return isDeepGlobe ? std::move(listing) : std::nullopt;
}

/// `<id>.png` with `<id>_mask.png`, and DeepGlobe's images alone.
std::optional<Listing> listSuffixPairs(const fs::path& root) {
  return listPairs(root);
}

}  // namespace macadam
