#include "data/layouts/pairing.h"

#include <algorithm>
#include <array>
#include <map>
#include <system_error>

namespace macadam {
namespace {

namespace fs = std::filesystem;

struct FolderName {
  std::string_view name;
  Origin origin;
};

constexpr std::array<FolderName, 11> kOriginFolders{{{"train", Origin::Training},
                                                     {"training", Origin::Training},
                                                     {"val", Origin::Validation},
                                                     {"valid", Origin::Validation},
                                                     {"validation", Origin::Validation},
                                                     {"test", Origin::Test},
                                                     {"testing", Origin::Test},
                                                     {"labelled", Origin::Labelled},
                                                     {"labeled", Origin::Labelled},
                                                     {"unlabelled", Origin::Unlabelled},
                                                     {"unlabeled", Origin::Unlabelled}}};

constexpr std::array<std::string_view, 4> kContentFolders{"images", "masks", "sat", "map"};

std::string lowerCase(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

bool isHidden(const fs::path& path) {
  return path.filename().native().starts_with('.');
}

bool isPicture(const fs::path& file) {
  static constexpr std::array<std::string_view, 6> kExtensions{".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"};
  return std::ranges::find(kExtensions, lowerCase(file.extension().string())) != kExtensions.end();
}

std::vector<fs::path> entriesOf(const fs::path& folder, bool (*isWanted)(const fs::directory_entry&)) {
  std::vector<fs::path> entries;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (!isHidden(entry->path()) && isWanted(*entry)) entries.push_back(entry->path());
  }
  std::ranges::sort(entries);
  return entries;
}

bool isPictureEntry(const fs::directory_entry& entry) {
  std::error_code ignored;
  return isPicture(entry.path()) && !entry.is_directory(ignored);
}

bool isFolderEntry(const fs::directory_entry& entry) {
  std::error_code ignored;
  return entry.is_directory(ignored);
}

using FilesByStem = std::map<std::string, fs::path>;

/// The first file of each stem; the others become problems.
FilesByStem firstOfEachStem(const std::vector<fs::path>& files, std::vector<Problem>& problems) {
  FilesByStem byStem;
  for (const fs::path& file : files) {
    const auto [first, isNew] = byStem.emplace(file.stem().string(), file);
    if (isNew) continue;
    problems.push_back({file.string(),
                        "has the same stem as " + first->second.filename().string() + " and was left out",
                        "rename or remove one of them"});
  }
  return byStem;
}

}  // namespace

std::vector<fs::path> picturesIn(const fs::path& folder) {
  return entriesOf(folder, isPictureEntry);
}

std::vector<fs::path> picturesBelow(const fs::path& folder, int depth) {
  std::vector<fs::path> pictures = picturesIn(folder);
  if (depth == 0) return pictures;
  for (const fs::path& inner : foldersIn(folder)) {
    const std::vector<fs::path> below = picturesBelow(inner, depth - 1);
    pictures.insert(pictures.end(), below.begin(), below.end());
  }
  return pictures;
}

std::vector<fs::path> foldersIn(const fs::path& folder) {
  return entriesOf(folder, isFolderEntry);
}

Origin originOf(const std::string& folderName) {
  const auto found = std::ranges::find(kOriginFolders, lowerCase(folderName), &FolderName::name);
  return found == kOriginFolders.end() ? Origin::Unassigned : found->origin;
}

bool isKnownFolderName(const fs::path& folder) {
  const std::string name = lowerCase(folder.filename().string());
  return originOf(name) != Origin::Unassigned || std::ranges::find(kContentFolders, name) != kContentFolders.end();
}

void addPairs(Listing& listing, const fs::path& imageFolder, const fs::path& maskFolder, const MaskRule& rule,
              Origin origin) {
  const FilesByStem images = firstOfEachStem(picturesIn(imageFolder), listing.problems);
  FilesByStem masks = firstOfEachStem(picturesIn(maskFolder), listing.problems);
  if (images.empty()) {
    listing.problems.push_back(
        {imageFolder.string(), "holds no images", "put PNG, JPEG or TIFF images into it, or remove it"});
  }
  for (const auto& [stem, image] : images) {
    const auto mask = masks.find(stem);
    listing.pictures.push_back({image, mask == masks.end() ? fs::path() : mask->second, rule, origin});
    if (mask != masks.end()) masks.erase(mask);
  }
  for (const auto& [stem, mask] : masks) {
    listing.problems.push_back({mask.string(), "belongs to no image",
                                "name it as its image in " + imageFolder.filename().string() + "/, or remove it"});
  }
}

}  // namespace macadam
