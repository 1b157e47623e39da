#include "data/layouts/list_origins.h"

#include "data/layouts/pairing.h"
#include "data/layouts/text_lists.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// What all lists say of one image; the first list counts.
struct Entry {
  fs::path mask;
  ListFile list;
};

using Entries = std::map<fs::path, Entry>;

std::vector<ListFile> listsOf(const fs::path& folder) {
  std::vector<ListFile> lists = listFilesIn(folder);
  return lists.empty() ? listFilesIn(folder / "ImageSets" / "Segmentation") : lists;
}

/// `train.txt` beside `labeled.txt` and `unlabeled.txt` holds both.
bool isContradiction(Origin first, Origin second) {
  const bool isPart = first == Origin::Labelled || first == Origin::Unlabelled;
  return !(isPart && second == Origin::Training);
}

Entries readLists(const std::vector<ListFile>& lists, const ListedFiles& files, std::vector<Problem>& problems) {
  Entries entries;
  std::map<std::pair<std::string, std::string>, std::vector<fs::path>> twice;
  for (const ListFile& list : lists) {
    for (const ListedPicture& listed : readList(list, files, problems)) {
      const auto [first, isNew] = entries.emplace(listed.image, Entry{listed.mask, list});
      if (!isNew && isContradiction(first->second.list.origin, list.origin)) {
        twice[{first->second.list.file.filename().string(), list.file.filename().string()}].push_back(listed.image);
      }
    }
  }
  for (const auto& [names, images] : twice) {
    reportFiles(problems, images, "is in " + names.first + " and again in " + names.second,
                "remove one of the lines; the first one counts");
  }
  return entries;
}

/// The list's mask, where it is not the one that the layout knows and describes.
void apply(const Entry& entry, Picture& picture) {
  picture.origin = entry.list.origin;
  if (entry.mask.empty() || entry.mask == picture.mask) return;
  picture.mask = entry.mask;
  picture.maskRule = MaskRule{};
}

}  // namespace

void applyLists(Listing& listing, const fs::path& folder) {
  const std::vector<ListFile> lists = listsOf(folder);
  if (lists.empty()) return;
  std::vector<fs::path> images;
  for (const Picture& picture : listing.pictures) images.push_back(picture.image);
  std::vector<Problem> problems;
  Entries entries = readLists(lists, ListedFiles({folder}, std::move(images)), problems);
  const bool isPaired = std::ranges::any_of(listing.pictures, [](const Picture& one) { return !one.mask.empty(); });
  if (!isPaired && !entries.empty()) listing = {.layout = "lists"};
  std::ranges::move(problems, std::back_inserter(listing.problems));
  for (Picture& picture : listing.pictures) {
    const auto entry = entries.find(picture.image);
    if (entry == entries.end()) continue;
    apply(entry->second, picture);
    entries.erase(entry);
  }
  for (const auto& [image, entry] : entries) {
    Picture picture{.image = image};
    apply(entry, picture);
    listing.pictures.push_back(std::move(picture));
  }
}

}  // namespace macadam
