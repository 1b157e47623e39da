#pragma once

#include "data/layouts.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace macadam {

inline constexpr std::string_view kImagesOnly = "images without masks";

/// Picture files of a folder, hidden ones left out, sorted by name.
std::vector<std::filesystem::path> picturesIn(const std::filesystem::path& folder);

/// Folders in a folder, hidden ones left out, sorted by name; none where there is no such folder.
std::vector<std::filesystem::path> foldersIn(const std::filesystem::path& folder);

/// The folder of that name, in any capitals; `folder / name` where there is none.
std::filesystem::path folderNamed(const std::filesystem::path& folder, std::string_view name);

/// `a.png, b.png, …`: the first two.
std::string firstNames(const std::vector<std::filesystem::path>& files);

/// One problem a file, or a single one that names the first where they are more than a few.
void reportFiles(std::vector<Problem>& problems, const std::vector<std::filesystem::path>& files,
                 const std::string& what, const std::string& remedy);

/// Masks by their names: the one rule by which images find theirs.
///
/// A mask has the stem of its image; where there is none, the same in other capitals; then without the words that
/// tell images from masks (`17_sat` with `17_mask`, `img_17` with `label_17`); `17_0000` with `17`.
class MaskNames {
 public:
  void add(const std::filesystem::path& mask);
  bool empty() const { return masks_.empty(); }
  /// Empty where none fits. Several images may have one mask.
  std::filesystem::path maskOf(const std::filesystem::path& image);
  /// Those that belong to no image, and those of an image that has another one.
  void reportUnused(std::vector<Problem>& problems, const std::string& imageFolder) const;
  std::vector<std::filesystem::path> unused() const;

 private:
  std::vector<std::filesystem::path> masks_;
  std::map<std::string, std::size_t> byStem_, byLowerStem_, byRest_;
  std::set<std::size_t> used_;
};

/// The first file of each stem; the others become a problem.
std::vector<std::filesystem::path> withoutTwins(const std::vector<std::filesystem::path>& files,
                                                std::vector<Problem>& problems);

/// Adds the images of a folder with their masks, with a problem for each mask without an image, each second file of a
/// stem, and an images folder that holds none.
void addPairs(Listing& listing, const std::filesystem::path& imageFolder, const std::filesystem::path& maskFolder,
              const MaskRule& rule, Origin origin);

}  // namespace macadam
