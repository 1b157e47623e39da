#include "data/mask_beside.h"

#include "data/layouts/derived.h"
#include "data/layouts/folder_names.h"
#include "data/layouts/pairing.h"
#include "data/mask_check.h"
#include "labels/class_names.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// By the layouts that look at named folders alone, so that no folder is searched as a whole.
std::optional<Picture> inKnownLayout(const fs::path& picture) {
  const fs::path folder = picture.parent_path();
  for (const fs::path& root : {folder.parent_path(), folder.parent_path().parent_path()}) {
    for (const Layout layout : {listRoadNet, listRoadNetPrepared, listMassachusetts}) {
      const std::optional<Listing> listing = layout(root);
      if (!listing) continue;
      const auto found = std::ranges::find(listing->pictures, picture, &Picture::image);
      if (found != listing->pictures.end() && !found->mask.empty()) return *found;
    }
  }
  return std::nullopt;
}

struct MaskFolder {
  fs::path path;
  FolderWords words;
};

/// Folders of masks in `parent`, the more usual name first; of another subset than the pictures', or marked by other
/// words (`masks_512` for `images_1024`), they are not theirs.
std::vector<fs::path> maskFoldersIn(const fs::path& parent, const FolderWords& pictures) {
  std::vector<MaskFolder> folders;
  for (const fs::path& path : foldersIn(parent)) {
    const FolderWords words = wordsOf(path.filename().string());
    const bool fits = words.content == NameContent::Masks && words.origin == pictures.origin &&
                      (words.rest == pictures.rest || pictures.content == NameContent::Unsaid);
    if (fits) folders.push_back({path, words});
  }
  std::ranges::stable_sort(folders, {}, [](const MaskFolder& folder) { return folder.words.rank; });
  std::vector<fs::path> paths;
  for (MaskFolder& folder : folders) paths.push_back(std::move(folder.path));
  return paths;
}

/// Those that may hold the masks of the pictures in `folder`, the nearest first.
std::vector<fs::path> maskFoldersFor(const fs::path& folder) {
  const FolderWords own = wordsOf(folder.filename().string());
  const fs::path parent = folder.parent_path();
  std::vector<fs::path> folders = maskFoldersIn(parent, own);
  std::ranges::move(maskFoldersIn(folder, {}), std::back_inserter(folders));
  for (const fs::path& above : maskFoldersIn(parent.parent_path(), wordsOf(parent.filename().string()))) {
    const fs::path same = folderNamed(above, folder.filename().string());  // images/train, masks/train
    std::error_code ignored;
    folders.push_back(fs::is_directory(same, ignored) ? same : above);
  }
  return folders;
}

fs::path maskIn(const fs::path& folder, const fs::path& picture) {
  MaskNames names;
  const bool isSameFolder = folder == picture.parent_path();
  for (const fs::path& file : picturesIn(folder)) {
    const bool isMask = !isSameFolder || fileWordsOf(file.stem().string()).content == NameContent::Masks;
    if (isMask && file != picture) names.add(file);
  }
  return names.maskOf(picture);
}

Picture pictureWithMask(const fs::path& picture) {
  if (fileWordsOf(picture.stem().string()).content == NameContent::Masks) return {.image = picture};
  if (std::optional<Picture> known = inKnownLayout(picture)) return *std::move(known);
  Picture found{.image = picture, .mask = maskIn(picture.parent_path(), picture)};
  for (const fs::path& folder : maskFoldersFor(picture.parent_path())) {
    if (found.mask.empty()) found.mask = maskIn(folder, picture);
  }
  return found;
}

Picture withoutPredictions(Picture picture) {
  Listing listing{.pictures = {std::move(picture)}};
  leaveOutDerived(listing);
  return listing.pictures.empty() ? Picture() : std::move(listing.pictures.front());
}

}  // namespace

std::optional<MaskBeside> maskBeside(const fs::path& picture) {
  const Picture pair = withoutPredictions(pictureWithMask(fs::absolute(picture).lexically_normal()));
  if (pair.mask.empty()) return std::nullopt;
  const auto facts = lookAtMask(pair.mask, Raster(pair.image));
  const fs::path folder = pair.mask.parent_path();
  const MaskMeaning meaning =
      decideMasks({{pair.mask, facts}}, {.isRoadNet = pair.maskRule.coding == MaskCoding::RoadNetRed,
                                         .names = classNamesFor(folder, folder.parent_path())});
  if (meaning.open) throw Error({*meaning.open});
  return MaskBeside{
      .file = pair.mask,
      .reading = {.values = meaning.values, .blankWhiteImageIsIgnored = pair.maskRule.blankWhiteImageIsIgnored},
      .sentence = meaning.sentence};
}

}  // namespace macadam
