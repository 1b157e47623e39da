#include "data/layouts/pairing.h"

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// The scenes are 1500×1500; parts outside the flight are left pure white.
constexpr MaskRule kRule{.blankWhiteImageIsIgnored = true};

/// As published: `train/sat`, `train/map`.
void listPublished(const fs::path& root, Listing& listing) {
  for (const fs::path& folder : foldersIn(root)) {
    const Origin origin = originOf(folder.filename().string());
    if (origin == Origin::Unassigned || !fs::is_directory(folder / "sat")) continue;
    addPairs(listing, folder / "sat", folder / "map", kRule, origin);
  }
}

/// As repacked: `train`, `train_labels`.
void listRepacked(const fs::path& root, Listing& listing) {
  for (const fs::path& folder : foldersIn(root)) {
    const std::string name = folder.filename().string();
    const fs::path labels = root / (name + "_labels");
    if (originOf(name) == Origin::Unassigned || !fs::is_directory(labels)) continue;
    addPairs(listing, folder, labels, kRule, originOf(name));
  }
}

}  // namespace

std::optional<Listing> listMassachusetts(const fs::path& root) {
  Listing listing{.layout = "Massachusetts roads"};
  listPublished(root, listing);
  for (const fs::path& folder : {root / "tiff", root / "png", root}) {
    if (listing.pictures.empty()) listRepacked(folder, listing);
  }
  return listing.pictures.empty() ? std::nullopt : std::optional(std::move(listing));
}

}  // namespace macadam
