#include "base/number_text.h"
#include "data/layouts/folder_names.h"
#include "data/layouts/folder_partners.h"
#include "data/layouts/pairing.h"
#include "data/layouts/picture_folders.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// The pictures of a folder, told apart by the words in their names.
struct SortedFolder {
  std::vector<fs::path> images;
  std::vector<fs::path> masks;
};

/// What is needed of all folders to understand one of them.
struct Survey {
  fs::path root;
  std::vector<PictureFolder> folders;
  std::vector<std::vector<std::size_t>> masksOf;  ///< Parallel to the folders, as all below.
  std::vector<SortedFolder> sorted;
  bool hasMarkedPairs = false;  ///< Masks that only the words in their names tell from images.
};

FileWords wordsOf(const fs::path& file) {
  return fileWordsOf(file.stem().string());
}

/// By the first folder below the root, in which images and their masks may lie apart (CHN6-CUG).
std::set<std::pair<std::string, std::string>> imageNames(const std::vector<PictureFolder>& folders) {
  std::set<std::pair<std::string, std::string>> names;
  for (const PictureFolder& folder : folders) {
    if (folder.content == NameContent::Masks) continue;
    for (const fs::path& file : folder.pictures) {
      const FileWords words = wordsOf(file);
      if (words.content == NameContent::Masks || words.content == NameContent::Aside) continue;
      names.emplace(folder.top, lowerCase(file.stem().string()));
      names.emplace(folder.top, words.rest);
    }
  }
  return names;
}

/// Where folders say what their pictures are for, one that says nothing of its own is none of the data set.
std::vector<PictureFolder> foldersOfTheSet(const fs::path& root) {
  std::vector<PictureFolder> folders = pictureFolders(root);
  const bool areAssigned = std::ranges::any_of(folders, [](const PictureFolder& folder) {
    return folder.origin != Origin::Unassigned && folder.content != NameContent::Masks;
  });
  if (areAssigned) {
    std::erase_if(folders, [](const PictureFolder& folder) {
      return folder.origin == Origin::Unassigned && folder.content == NameContent::Unsaid;
    });
  }
  return folders;
}

Survey surveyOf(const fs::path& root) {
  Survey survey{.root = root, .folders = foldersOfTheSet(root)};
  survey.masksOf = maskFoldersOf(survey.folders);
  const auto names = imageNames(survey.folders);
  const auto hasImage = [&](const PictureFolder& folder, const FileWords& words) {
    return names.contains({folder.top, words.rest});
  };
  for (const PictureFolder& folder : survey.folders) {
    survey.hasMarkedPairs =
        survey.hasMarkedPairs ||
        (folder.content == NameContent::Unsaid && std::ranges::any_of(folder.pictures, [&](const fs::path& file) {
           const FileWords words = wordsOf(file);
           return words.content == NameContent::Masks && hasImage(folder, words);
         }));
  }
  for (const PictureFolder& folder : survey.folders) {
    SortedFolder& sorted = survey.sorted.emplace_back();
    const bool isMarked = survey.hasMarkedPairs && folder.content == NameContent::Unsaid;
    for (const fs::path& file : folder.pictures) {
      const FileWords words = wordsOf(file);
      const bool isMask = words.content == NameContent::Masks && (isMarked || hasImage(folder, words));
      const bool isAside =
          words.content == NameContent::Aside && (folder.content == NameContent::Masks || hasImage(folder, words));
      if (isAside) continue;
      (isMask || folder.content == NameContent::Masks ? sorted.masks : sorted.images).push_back(file);
    }
  }
  return survey;
}

/// Of an images folder all is wanted; of another one what has masks, or says what it is for.
bool isWantedWithoutMasks(const Survey& survey, const PictureFolder& folder) {
  const auto isSatellite = [](const fs::path& file) { return lowerCase(file.stem().string()).ends_with("_sat"); };
  return folder.content == NameContent::Images || folder.origin != Origin::Unassigned || survey.hasMarkedPairs ||
         std::ranges::any_of(folder.pictures, isSatellite);
}

std::string namesOf(const Survey& survey, const std::vector<std::size_t>& folders) {
  std::string names;
  for (const std::size_t i : folders) names += (names.empty() ? "" : ", ") + describe(survey.folders[i], survey.root);
  return names;
}

class Pairing {
 public:
  explicit Pairing(const Survey& survey) : survey_(survey) {
    for (std::size_t i = 0; i < survey.folders.size(); ++i) {
      if (survey.folders[i].content == NameContent::Masks) continue;
      std::set<std::string> beside;
      for (const fs::path& image : survey.sorted[i].images) beside.insert(wordsOf(image).rest);
      for (const fs::path& mask : survey.sorted[i].masks) {
        marked_[survey.folders[i].path.string()].add(mask);
        // A mask beside its image is of no other image, where other folders count from the same number.
        if (!beside.contains(wordsOf(mask).rest)) markedBelow_[survey.folders[i].top].add(mask);
      }
    }
  }

  void addImagesOf(std::size_t index) {
    const PictureFolder& folder = survey_.folders[index];
    if (folder.pictures.empty()) {
      listing_.problems.push_back(
          {folder.path.string(), "holds no images", "put PNG, JPEG or TIFF images into it, or remove it"});
    }
    std::vector<Problem> twins;
    std::vector<Picture> pictures;
    std::vector<std::pair<MaskNames, Origin>> masks = masksFor(index);
    bool isPaired = false;
    for (const fs::path& image : withoutTwins(survey_.sorted[index].images, twins)) {
      pictures.push_back(withMask({.image = image, .origin = folder.origin}, masks, folder));
      isPaired = isPaired || !pictures.back().mask.empty();
    }
    if (!isPaired && !isWantedWithoutMasks(survey_, folder)) return;
    if (!isPaired && !masks.empty() && !pictures.empty()) reportStrangers(index);
    if (isPaired) {
      for (const std::size_t mask : survey_.masksOf[index]) rivals_.emplace(mask, index);
    }
    std::ranges::move(pictures, std::back_inserter(listing_.pictures));
    std::ranges::move(twins, std::back_inserter(listing_.problems));
  }

  Listing listing() {
    for (std::size_t i = 0; i < survey_.folders.size(); ++i) reportUnused(i);
    const bool isPaired = std::ranges::any_of(listing_.pictures, [](const Picture& one) { return !one.mask.empty(); });
    if (isPaired) std::ranges::move(apart_, std::back_inserter(listing_.problems));  // else all of it is said at once
    return std::move(listing_);
  }

 private:
  std::vector<std::pair<MaskNames, Origin>> masksFor(std::size_t index) {
    std::vector<std::pair<MaskNames, Origin>> masks;
    for (const std::size_t i : survey_.masksOf[index]) {
      std::vector<Problem> known;
      std::vector<Problem>& problems = twinsReported_.insert(i).second ? listing_.problems : known;
      masks.emplace_back(MaskNames(), survey_.folders[i].origin);
      for (const fs::path& mask : withoutTwins(survey_.sorted[i].masks, problems)) masks.back().first.add(mask);
    }
    return masks;
  }

  Picture withMask(Picture picture, std::vector<std::pair<MaskNames, Origin>>& masks, const PictureFolder& folder) {
    for (auto& [names, origin] : masks) {
      picture.mask = names.maskOf(picture.image);
      if (picture.mask.empty()) continue;
      if (picture.origin == Origin::Unassigned) picture.origin = origin;
      break;
    }
    if (picture.mask.empty()) picture.mask = marked_[folder.path.string()].maskOf(picture.image);
    if (picture.mask.empty()) picture.mask = markedBelow_[folder.top].maskOf(picture.image);
    used_.insert(picture.mask.string());
    return picture;
  }

  void reportStrangers(std::size_t index) {
    const PictureFolder& folder = survey_.folders[index];
    for (const std::size_t mask : survey_.masksOf[index]) strangers_.insert(mask);
    apart_.push_back({folder.path.string(),
                      "holds " + counted(folder.pictures.size(), "picture") + " (" + firstNames(folder.pictures) +
                          "), none by the name of a mask in " + namesOf(survey_, survey_.masksOf[index]),
                      "name each mask as its image; _mask, _gt or _label may follow"});
  }

  void reportUnused(std::size_t index) {
    std::vector<fs::path> unused = survey_.sorted[index].masks;
    const std::size_t all = unused.size();
    std::erase_if(unused, [&](const fs::path& mask) { return used_.contains(mask.string()); });
    if (unused.empty() || strangers_.contains(index)) return;
    const auto rival = rivals_.find(index);
    if (rival != rivals_.end() && unused.size() == all && survey_.masksOf[rival->second].size() > 1) {
      listing_.problems.push_back({survey_.folders[index].path.string(),
                                   "holds " + counted(all, "picture") + " (" + firstNames(unused) +
                                       "), left out: the images beside it have their masks from " +
                                       namesOf(survey_, {survey_.masksOf[rival->second].front()}),
                                   "keep the masks that count, and move the others away"});
      return;
    }
    reportFiles(listing_.problems, unused, "belongs to no image",
                "name it as its image (_mask, _gt or _label may follow), or remove it");
  }

  const Survey& survey_;
  Listing listing_;
  std::vector<Problem> apart_;                             ///< Folders of images and masks that have no name in common.
  std::map<std::string, MaskNames> marked_, markedBelow_;  ///< By folder, and by the first folder below the root.
  std::unordered_set<std::string> used_;
  std::set<std::size_t> twinsReported_, strangers_;
  std::map<std::size_t, std::size_t> rivals_;  ///< Folders of masks to images that have masks.
};

bool isDeepGlobe(const Picture& picture) {
  return lowerCase(picture.image.stem().string()).ends_with("_sat") &&
         lowerCase(picture.mask.stem().string()).ends_with("_mask");
}

bool isInOneFolder(const Picture& picture) {
  return picture.mask.empty() || picture.mask.parent_path() == picture.image.parent_path();
}

std::string nameOf(const std::vector<Picture>& pictures) {
  if (std::ranges::any_of(pictures, isDeepGlobe)) return "DeepGlobe, CHN6-CUG";
  const bool areMarked = std::ranges::all_of(pictures, isInOneFolder) &&
                         std::ranges::any_of(pictures, [](const Picture& picture) { return !picture.mask.empty(); });
  return areMarked ? "image and mask pairs" : "images and masks";
}

}  // namespace

std::optional<Listing> listFolderPairs(const fs::path& root) {
  const Survey survey = surveyOf(root);
  const bool saysSomething = std::ranges::any_of(
      survey.folders, [](const PictureFolder& folder) { return folder.content != NameContent::Unsaid; });
  if (!saysSomething && !survey.hasMarkedPairs) return std::nullopt;
  Pairing pairing(survey);
  for (std::size_t i = 0; i < survey.folders.size(); ++i) {
    if (survey.folders[i].content != NameContent::Masks) pairing.addImagesOf(i);
  }
  Listing listing = pairing.listing();
  listing.layout = nameOf(listing.pictures);
  return listing;
}

}  // namespace macadam
