#pragma once

#include "data/dataset.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace macadam {

/// Finds the pictures that lines of text name.
///
/// A name is a picture's path from one of the folders or from one above the first of them, with either slash. Where
/// there is no such file, it may lack its extension or its folders (`2007_000032`, `train/17`); and last, the path is
/// followed from the folders without its beginning, which is another machine's (`/train/1.png`, `C:\data\img\1.png`).
class ListedFiles {
 public:
  ListedFiles(std::vector<std::filesystem::path> folders, std::vector<std::filesystem::path> images);

  /// As a path, all of it.
  std::optional<std::filesystem::path> file(std::string_view name) const;
  /// As the end of a known image's path; of several images the one in a folder of that origin. Empty where none or
  /// several remain.
  std::optional<std::filesystem::path> imageNamed(std::string_view name, Origin origin) const;
  /// As a path whose beginning is not known here.
  std::optional<std::filesystem::path> fileAtEnd(std::string_view name) const;

 private:
  std::vector<std::filesystem::path> folders_, above_;
  std::vector<std::filesystem::path> images_;
  std::multimap<std::string, std::size_t> byStem_;
};

struct ListedPicture {
  std::filesystem::path image;
  std::filesystem::path mask;  ///< Empty when the line names none, or none that is there.
};

/// Which files of a folder are lists: `train.txt`, `labeled.txt`, `val.txt` …, in any capitals, those that hold samples
/// back first, so that a sample in two lists is never trained on by mistake.
struct ListFile {
  std::filesystem::path file;
  Origin origin;
};
std::vector<ListFile> listFilesIn(const std::filesystem::path& folder);

/// The lines: "image mask" or "image", divided by blanks, tabs, commas or semicolons; comments and empty ones left out.
/// Lines that name no image or another mask than one that is there become a problem of the list.
std::vector<ListedPicture> readList(const ListFile& list, const ListedFiles& files, std::vector<Problem>& problems);

}  // namespace macadam
