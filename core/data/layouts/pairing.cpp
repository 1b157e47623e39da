#include "data/layouts/pairing.h"

#include "data/layouts/folder_names.h"
#include "image/picture_formats.h"

#include <algorithm>
#include <system_error>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNamedOneByOne = 5;
/// nnU-Net numbers the files of an image, and not its mask; a picture of three colours is one file.
constexpr std::string_view kFirstChannel = "_0000";

bool isHidden(const fs::path& path) {
  return path.filename().native().starts_with('.');
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
  return isPictureFile(entry.path()) && !entry.is_directory(ignored);
}

bool isFolderEntry(const fs::directory_entry& entry) {
  std::error_code ignored;
  return entry.is_directory(ignored);
}

/// Equal for an image and its mask.
std::string nameWithout(NameContent word, const fs::path& file) {
  const std::string stem = file.stem().string();
  const FileWords words = fileWordsOf(stem);
  return words.content == word ? words.rest : lowerCase(stem);
}

}  // namespace

std::vector<fs::path> picturesIn(const fs::path& folder) {
  return entriesOf(folder, isPictureEntry);
}

std::vector<fs::path> foldersIn(const fs::path& folder) {
  return entriesOf(folder, isFolderEntry);
}

fs::path folderNamed(const fs::path& folder, std::string_view name) {
  fs::path exact = folder / name;
  if (fs::is_directory(exact)) return exact;
  for (const fs::path& inner : foldersIn(folder)) {
    if (lowerCase(inner.filename().string()) == name) return inner;
  }
  return exact;
}

std::string firstNames(const std::vector<fs::path>& files) {
  constexpr std::size_t kShown = 2;
  std::string names;
  for (std::size_t i = 0; i < std::min(files.size(), kShown); ++i) {
    names += (i == 0 ? "" : ", ") + files[i].filename().string();
  }
  return files.size() > kShown ? names + ", …" : names;
}

void reportFiles(std::vector<Problem>& problems, const std::vector<fs::path>& files, const std::string& what,
                 const std::string& remedy) {
  if (files.size() > kNamedOneByOne) {
    const std::string others = std::to_string(files.size() - 1) + " more files";
    problems.push_back({files.front().string(), what + ", like " + others, remedy});
    return;
  }
  for (const fs::path& file : files) problems.push_back({file.string(), what, remedy});
}

void MaskNames::add(const fs::path& mask) {
  const std::size_t index = masks_.size();
  masks_.push_back(mask);
  const std::string stem = mask.stem().string();
  byStem_.emplace(stem, index);
  byLowerStem_.emplace(lowerCase(stem), index);
  byRest_.emplace(nameWithout(NameContent::Masks, mask), index);
}

fs::path MaskNames::maskOf(const fs::path& image) {
  const std::string stem = image.stem().string();
  const auto find = [&](const std::map<std::string, std::size_t>& masks, const std::string& name) {
    const auto found = masks.find(name);
    if (found == masks.end()) return false;
    used_.insert(found->second);
    return true;
  };
  const auto at = [&](const std::map<std::string, std::size_t>& masks, const std::string& name) {
    return masks_[masks.find(name)->second];
  };
  if (find(byStem_, stem)) return at(byStem_, stem);
  const std::string lower = lowerCase(stem);
  if (find(byLowerStem_, lower)) return at(byLowerStem_, lower);
  if (find(byRest_, lower)) return at(byRest_, lower);
  const std::string rest = nameWithout(NameContent::Images, image);
  if (find(byRest_, rest)) return at(byRest_, rest);
  if (!lower.ends_with(kFirstChannel)) return {};
  const std::string bare = lower.substr(0, lower.size() - kFirstChannel.size());
  return find(byLowerStem_, bare) ? at(byLowerStem_, bare) : fs::path();
}

std::vector<fs::path> MaskNames::unused() const {
  std::vector<fs::path> left;
  for (std::size_t i = 0; i < masks_.size(); ++i) {
    if (!used_.contains(i)) left.push_back(masks_[i]);
  }
  return left;
}

void MaskNames::reportUnused(std::vector<Problem>& problems, const std::string& imageFolder) const {
  std::vector<fs::path> orphans, seconds;
  for (const fs::path& mask : unused()) {
    const std::size_t first = byRest_.at(nameWithout(NameContent::Masks, mask));
    (masks_[first] != mask && used_.contains(first) ? seconds : orphans).push_back(mask);
  }
  reportFiles(problems, orphans, "belongs to no image",
              "name it as its image" + (imageFolder.empty() ? "" : " in " + imageFolder + "/") + ", or remove it");
  reportFiles(problems, seconds, "is a second mask of an image and was left out", "remove one of them");
}

std::vector<fs::path> withoutTwins(const std::vector<fs::path>& files, std::vector<Problem>& problems) {
  std::vector<fs::path> first;
  std::map<std::string, std::vector<fs::path>> twins;
  std::map<std::string, fs::path> byStem;
  for (const fs::path& file : files) {
    const auto [entry, isNew] = byStem.emplace(file.stem().string(), file);
    if (isNew) {
      first.push_back(file);
    } else {
      twins[entry->second.filename().string()].push_back(file);
    }
  }
  if (twins.size() > kNamedOneByOne) {
    const auto& [one, others] = *twins.begin();
    problems.push_back({others.front().string(),
                        "has the same stem as " + one + " and was left out, like " + std::to_string(twins.size() - 1) +
                            " more pictures beside it",
                        "rename or remove one of each"});
    return first;
  }
  for (const auto& [one, others] : twins) {
    reportFiles(problems, others, "has the same stem as " + one + " and was left out", "rename or remove one of them");
  }
  return first;
}

void addPairs(Listing& listing, const fs::path& imageFolder, const fs::path& maskFolder, const MaskRule& rule,
              Origin origin) {
  const std::vector<fs::path> images = withoutTwins(picturesIn(imageFolder), listing.problems);
  MaskNames masks;
  for (const fs::path& mask : withoutTwins(picturesIn(maskFolder), listing.problems)) masks.add(mask);
  if (images.empty()) {
    listing.problems.push_back(
        {imageFolder.string(), "holds no images", "put PNG, JPEG or TIFF images into it, or remove it"});
  }
  for (const fs::path& image : images) listing.pictures.push_back({image, masks.maskOf(image), rule, origin});
  masks.reportUnused(listing.problems, imageFolder.filename().string());
}

}  // namespace macadam
