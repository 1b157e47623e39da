#include "data/layouts/pairing.h"

namespace macadam {

/// `images/` and `masks/`, in the folder itself or in `train/`, `val/`, `test/`, `labelled/`, `unlabelled/`.
std::optional<Listing> listPlain(const std::filesystem::path& root) {
  Listing listing{.layout = "images and masks"};
  bool found = false;
  const auto add = [&](const std::filesystem::path& folder, Origin origin) {
    if (!std::filesystem::is_directory(folder / "images")) return;
    addPairs(listing, folder / "images", folder / "masks", MaskRule{}, origin);
    found = true;
  };
  add(root, Origin::Unassigned);
  for (const auto& folder : foldersIn(root)) {
    const Origin origin = originOf(folder.filename().string());
    if (origin != Origin::Unassigned) add(folder, origin);
  }
  return found ? std::optional(std::move(listing)) : std::nullopt;
}

}  // namespace macadam
