#include "data/layouts.h"

#include "data/layouts/pairing.h"

#include <algorithm>
#include <array>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// The more telling ones first: any folder of pictures is the last one.
constexpr std::array<Layout, 8> kLayouts{listTextLists, listRoadNet, listRoadNetPrepared, listMassachusetts,
                                         listDeepGlobe, listPlain,   listSuffixPairs,     listImagesOnly};

std::optional<Listing> listByFirstLayout(const fs::path& root) {
  for (const Layout layout : kLayouts) {
    if (auto listing = layout(root)) return listing;
  }
  return std::nullopt;
}

/// An unpacked archive is often one folder in another.
fs::path withoutWrappers(fs::path folder) {
  for (int depth = 0; depth < 4; ++depth) {
    const std::vector<fs::path> inner = foldersIn(folder);
    const bool isWrapper = inner.size() == 1 && picturesIn(folder).empty() && !isKnownFolderName(inner.front());
    if (!isWrapper) break;
    folder = inner.front();
  }
  return folder;
}

}  // namespace

Listing listPictures(const fs::path& root) {
  if (!fs::is_directory(root)) {
    throw Error(root.string(), fs::exists(root) ? "is not a folder" : "does not exist",
                "name the folder of a data set");
  }
  auto listing = listByFirstLayout(root);
  const bool isFallback = !listing || listing->layout == kImagesOnly;
  if (isFallback) {
    const fs::path inner = withoutWrappers(root);
    if (inner != root) listing = listByFirstLayout(inner);
  }
  if (!listing || listing->pictures.empty()) {
    std::vector<Problem> problems = listing ? listing->problems : std::vector<Problem>{};
    problems.insert(problems.begin(), {root.string(), "holds no images",
                                       "put PNG, JPEG or TIFF images into images/ and their masks into masks/"});
    throw Error(std::move(problems));
  }
  return *std::move(listing);
}

}  // namespace macadam
