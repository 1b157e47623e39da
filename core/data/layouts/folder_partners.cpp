#include "data/layouts/folder_partners.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>

namespace macadam {
namespace {

using Indices = std::vector<std::size_t>;
using FoldersByKey = std::unordered_map<std::string, Indices>;

class Partners {
 public:
  explicit Partners(const std::vector<PictureFolder>& folders) : folders_(folders), masks_(folders.size()) {}

  Indices of(NameContent content) const {
    Indices found;
    for (std::size_t i = 0; i < folders_.size(); ++i) {
      if (folders_[i].content == content) found.push_back(i);
    }
    return found;
  }

  Indices unclaimedMasks() const {
    Indices found = of(NameContent::Masks);
    std::erase_if(found, [&](std::size_t mask) { return claimed_.contains(mask); });
    return found;
  }

  FoldersByKey byKey(const Indices& indices, std::string PictureFolder::*key) const {
    FoldersByKey found;
    for (const std::size_t i : indices) found[folders_[i].*key].push_back(i);
    return found;
  }

  void join(std::size_t images, const Indices& masks) {
    for (const std::size_t mask : masks) {
      masks_[images].push_back(mask);
      claimed_[mask] = true;
    }
  }

  bool isJoined(std::size_t images) const { return !masks_[images].empty(); }
  const PictureFolder& folder(std::size_t index) const { return folders_[index]; }

  std::vector<Indices> result() {
    for (Indices& masks : masks_) {
      std::ranges::stable_sort(masks, {}, [&](std::size_t i) { return folders_[i].rank; });
    }
    return std::move(masks_);
  }

 private:
  const std::vector<PictureFolder>& folders_;
  std::vector<Indices> masks_;
  std::unordered_map<std::size_t, bool> claimed_;
};

/// The folders at the key itself or, for none, nearest above it.
const Indices* atOrAbove(const FoldersByKey& folders, std::string key) {
  while (true) {
    if (const auto found = folders.find(key); found != folders.end()) return &found->second;
    if (key.empty()) return nullptr;
    const auto slash = key.rfind('/');
    key = slash == std::string::npos ? std::string() : key.substr(0, slash);
  }
}

void joinByKey(Partners& partners, const Indices& images) {
  const FoldersByKey masks = partners.byKey(partners.unclaimedMasks(), &PictureFolder::key);
  for (const std::size_t i : images) {
    if (const auto found = masks.find(partners.folder(i).key); found != masks.end()) partners.join(i, found->second);
  }
}

/// Where there is one folder of images and one of masks, what else their names say does not matter.
void joinTheOnlyOnes(Partners& partners, Indices images) {
  std::erase_if(images, [&](std::size_t i) { return partners.isJoined(i); });
  const FoldersByKey masks = partners.byKey(partners.unclaimedMasks(), &PictureFolder::looseKey);
  for (const auto& [key, alone] : partners.byKey(images, &PictureFolder::looseKey)) {
    const auto found = masks.find(key);
    if (alone.size() == 1 && found != masks.end() && found->second.size() == 1) {
      partners.join(alone.front(), found->second);
    }
  }
}

void joinMasksAbove(Partners& partners, const Indices& images) {
  const FoldersByKey masks = partners.byKey(partners.unclaimedMasks(), &PictureFolder::key);
  for (const std::size_t i : images) {
    if (partners.isJoined(i)) continue;
    if (const Indices* found = atOrAbove(masks, partners.folder(i).key)) partners.join(i, *found);
  }
}

void joinMasksBelow(Partners& partners, const Indices& images) {
  const FoldersByKey above = partners.byKey(images, &PictureFolder::key);
  for (const std::size_t mask : partners.unclaimedMasks()) {
    const Indices* found = atOrAbove(above, partners.folder(mask).key);
    if (found == nullptr) continue;
    for (const std::size_t i : *found) partners.join(i, {mask});
  }
}

}  // namespace

std::vector<std::vector<std::size_t>> maskFoldersOf(const std::vector<PictureFolder>& folders) {
  Partners partners(folders);
  for (const NameContent content : {NameContent::Images, NameContent::Unsaid}) {
    const Indices images = partners.of(content);
    joinByKey(partners, images);
    if (content == NameContent::Images) joinTheOnlyOnes(partners, images);
    joinMasksAbove(partners, images);
    if (content == NameContent::Images) joinMasksBelow(partners, images);
  }
  return partners.result();
}

}  // namespace macadam
