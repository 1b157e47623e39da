#pragma once

#include <filesystem>
#include <vector>

namespace macadam {

struct ListedPicture {
  std::filesystem::path image;
  std::filesystem::path mask;  ///< Empty when the line names none.
};

/// The lines of `labeled.txt` and its like, paths made absolute from the list's folder; comments and blank lines left
/// out.
std::vector<ListedPicture> readList(const std::filesystem::path& file);

}  // namespace macadam
