#include "data/layouts/folder_names.h"
#include "data/layouts/pairing.h"

#include <algorithm>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// The scenes are 1500×1500; parts outside the flight are left pure white.
constexpr MaskRule kRule{.blankWhiteImageIsIgnored = true};

/// As published: `train/sat`, `train/map`.
void listPublished(const fs::path& root, Listing& listing) {
  for (const fs::path& folder : foldersIn(root)) {
    const Origin origin = originOf(folder.filename().string());
    const fs::path images = folderNamed(folder, "sat");
    if (origin == Origin::Unassigned || !fs::is_directory(images)) continue;
    addPairs(listing, images, folderNamed(folder, "map"), kRule, origin);
  }
}

/// As repacked: `train`, `train_labels`.
void listRepacked(const fs::path& root, Listing& listing) {
  for (const fs::path& folder : foldersIn(root)) {
    const std::string name = lowerCase(folder.filename().string());
    const fs::path labels = folderNamed(root, name + "_labels");
    if (originOf(name) == Origin::Unassigned || !fs::is_directory(labels)) continue;
    addPairs(listing, folder, labels, kRule, originOf(name));
  }
}

}  // namespace

std::optional<Listing> listMassachusetts(const fs::path& root) {
  Listing listing{.layout = "Massachusetts roads"};
  listPublished(root, listing);
  for (const fs::path& folder : {folderNamed(root, "tiff"), folderNamed(root, "png"), root}) {
    if (listing.pictures.empty()) listRepacked(folder, listing);
  }
  const bool isPaired = std::ranges::any_of(listing.pictures, [](const Picture& one) { return !one.mask.empty(); });
  return isPaired ? std::optional(std::move(listing)) : std::nullopt;
}

}  // namespace macadam
