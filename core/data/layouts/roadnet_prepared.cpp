#include "data/layouts/folder_names.h"
#include "data/layouts/pairing.h"

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kImageEnd = "_image";

}  // namespace

/// `train_image/`, `train_segment/`, `test_image/`, `test_segment/`.
std::optional<Listing> listRoadNetPrepared(const fs::path& root) {
  Listing listing{.layout = "RoadNet, prepared tiles"};
  bool found = false;
  for (const fs::path& folder : foldersIn(root)) {
    const std::string name = lowerCase(folder.filename().string());
    if (!name.ends_with(kImageEnd)) continue;
    const std::string subset = name.substr(0, name.size() - kImageEnd.size());
    const fs::path masks = folderNamed(root, subset + "_segment");
    if (originOf(subset) == Origin::Unassigned || !fs::is_directory(masks)) continue;
    addPairs(listing, folder, masks, {.coding = MaskCoding::RoadNetRed}, originOf(subset));
    found = true;
  }
  return found ? std::optional(std::move(listing)) : std::nullopt;
}

}  // namespace macadam
