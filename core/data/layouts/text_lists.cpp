#include "data/layouts/text_lists.h"

#include "data/layouts/pairing.h"

#include <array>
#include <fstream>
#include <map>

namespace macadam {
namespace {

namespace fs = std::filesystem;

struct List {
  std::string_view file;
  Origin origin;
};

/// Those that hold samples back come first: a sample that is in two lists is never trained on by mistake.
constexpr std::array<List, 6> kLists{{{"test.txt", Origin::Test},
                                      {"val.txt", Origin::Validation},
                                      {"labeled.txt", Origin::Labelled},
                                      {"labelled.txt", Origin::Labelled},
                                      {"unlabeled.txt", Origin::Unlabelled},
                                      {"unlabelled.txt", Origin::Unlabelled}}};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// Names may hold spaces: the image is the longest beginning of the line that is a file.
ListedPicture pictureFromLine(const fs::path& folder, std::string_view line) {
  for (auto end = line.size(); end != std::string_view::npos && end > 0; end = line.find_last_of(" \t", end - 1)) {
    const fs::path image = folder / trimmed(line.substr(0, end));
    if (!fs::is_regular_file(image)) continue;
    const std::string_view mask = trimmed(line.substr(end));
    return {image.lexically_normal(), mask.empty() ? fs::path() : (folder / mask).lexically_normal()};
  }
  const auto blank = std::min(line.find_first_of(" \t"), line.size());
  return {(folder / line.substr(0, blank)).lexically_normal(), {}};
}

}  // namespace

std::vector<ListedPicture> readList(const fs::path& file) {
  std::vector<ListedPicture> pictures;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    const std::string_view text = trimmed(line);
    if (!text.empty() && text.front() != '#') pictures.push_back(pictureFromLine(file.parent_path(), text));
  }
  return pictures;
}

/// `labeled.txt`, `unlabeled.txt`, `val.txt`, `test.txt`: "image mask" or "image" on a line, paths from the folder.
std::optional<Listing> listTextLists(const fs::path& root) {
  Listing listing{.layout = "lists"};
  std::map<fs::path, std::string_view> listedIn;
  bool found = false;
  for (const auto& [name, origin] : kLists) {
    const fs::path file = root / name;
    if (!fs::is_regular_file(file)) continue;
    found = true;
    for (const auto& [image, mask] : readList(file)) {
      const auto [first, isNew] = listedIn.emplace(image, name);
      if (isNew) {
        listing.pictures.push_back({image, mask, MaskRule{}, origin});
      } else {
        listing.problems.push_back({image.string(),
                                    "is in " + std::string(first->second) + " and again in " + std::string(name),
                                    "remove one of the lines; the first one counts"});
      }
    }
  }
  return found ? std::optional(std::move(listing)) : std::nullopt;
}

}  // namespace macadam
