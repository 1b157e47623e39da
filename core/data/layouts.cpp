#include "data/layouts.h"

#include "data/layouts/derived.h"
#include "data/layouts/folder_names.h"
#include "data/layouts/list_origins.h"
#include "data/layouts/pairing.h"
#include "data/layouts/passed_over.h"
#include "data/layouts/picture_folders.h"

#include <algorithm>
#include <array>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// The more telling ones first: any folder of pictures is the last one.
constexpr std::array<Layout, 6> kLayouts{listRoadNet, listRoadNetPrepared, listMassachusetts,
                                         listLabelme, listFolderPairs,     listImagesOnly};

bool saysSomething(const fs::path& folder) {
  const FolderWords words = wordsOf(folder.filename().string());
  return words.content != NameContent::Unsaid || words.origin != Origin::Unassigned;
}

/// An unpacked archive is often one folder in another.
fs::path withoutWrappers(fs::path folder) {
  for (int depth = 0; depth < 4; ++depth) {
    const std::vector<fs::path> inner = foldersIn(folder);
    const bool isWrapper = inner.size() == 1 && picturesIn(folder).empty() && !saysSomething(inner.front());
    if (!isWrapper) break;
    folder = inner.front();
  }
  return folder;
}

Listing listByFirstLayout(const fs::path& root, const fs::path& inner) {
  for (const Layout layout : kLayouts) {
    if (auto listing = layout(root)) return *std::move(listing);
    if (inner == root) continue;
    if (auto listing = layout(inner)) return *std::move(listing);
  }
  return {};
}

}  // namespace

Listing listPictures(const fs::path& root) {
  if (!fs::is_directory(root)) {
    throw Error(root.string(), fs::exists(root) ? "is not a folder" : "does not exist",
                "name the folder of a data set");
  }
  const fs::path inner = withoutWrappers(root);
  Listing listing = listByFirstLayout(root, inner);
  applyLists(listing, root);
  if (inner != root) applyLists(listing, inner);
  leaveOutDerived(listing);
  if (listing.pictures.empty()) {
    listing.problems.insert(
        listing.problems.begin(),
        {root.string(), "holds no images", "put PNG, JPEG or TIFF images into images/ and their masks into masks/"});
    throw Error(std::move(listing.problems));
  }
  listing.passedOver = passedOver(root, listing.pictures);
  return listing;
}

Problem nothingPaired(const fs::path& root) {
  constexpr std::size_t kNamed = 4;
  const std::vector<PictureFolder> folders = pictureFolders(root);
  std::string found;
  for (std::size_t i = 0; i < std::min(folders.size(), kNamed); ++i) {
    found += (i == 0 ? "" : ", ") + describe(folders[i], root);
  }
  if (folders.size() > kNamed) found += " and " + std::to_string(folders.size() - kNamed) + " more folders";
  return {root.string(), "pairs no image with a mask: found were " + (found.empty() ? "no pictures" : found),
          "expected are masks with the names of their images (_mask, _gt or _label may follow) in masks/, labels/ or "
          "gt/ beside images/, or in the same folder; or lists such as train.txt"};
}

}  // namespace macadam
