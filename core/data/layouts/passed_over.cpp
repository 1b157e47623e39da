#include "data/layouts/passed_over.h"

#include "data/layouts/folder_names.h"
#include "data/layouts/pairing.h"
#include "image/picture_formats.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <system_error>
#include <unordered_set>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr int kDepth = 6;
constexpr std::size_t kMostFolders = 4;
constexpr std::size_t kMostTexts = 10;

constexpr std::array<std::string_view, 12> kOutlines{".geojson", ".gpkg", ".shp", ".kml", ".kmz", ".json",
                                                     ".gml",     ".dxf",  ".csv", ".xml", ".osm", ".pbf"};
/// They belong to a picture or to a file of outlines, or to Macadam.
constexpr std::array<std::string_view, 22> kSideFiles{".tfw", ".tifw", ".jgw", ".jpgw", ".pgw", ".pngw", ".wld", ".bpw",
                                                      ".prj", ".ovr",  ".msk", ".rrd",  ".shx", ".dbf",  ".cpg", ".qpj",
                                                      ".qix", ".sbn",  ".sbx", ".toml", ".txt", ".aux"};

bool holds(const auto& endings, std::string_view ending) {
  return std::ranges::find(endings, ending) != endings.end();
}

bool isSideFile(const fs::path& file, const std::string& ending) {
  const std::string name = lowerCase(file.filename().string());
  return holds(kSideFiles, ending) || name.ends_with(".aux.xml") || name == "thumbs.db" || name == "desktop.ini";
}

class Remains {
 public:
  Remains(const fs::path& root, const std::vector<Picture>& pictures) : root_(root) {
    for (const Picture& picture : pictures) {
      listed_.insert(picture.image.string());
      listed_.insert(picture.mask.string());
    }
  }

  void look(const fs::path& folder, int depth) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
      const fs::path& path = entry->path();
      std::error_code ignored;
      if (path.filename().native().starts_with('.')) continue;
      if (entry->is_directory(ignored)) {
        if (depth > 0) look(path, depth - 1);
      } else if (!listed_.contains(path.string())) {
        add(path);
      }
    }
  }

  std::vector<std::string> texts() {
    std::vector<std::string> texts;
    if (pictures_.size() > kMostFolders) {
      std::size_t count = 0;
      for (const auto& [folder, files] : pictures_) count += files.size();
      const fs::path& first = pictures_.begin()->second.front();
      texts.push_back(std::to_string(count) + " pictures in " + std::to_string(pictures_.size()) + " folders (" +
                      first.lexically_relative(root_).generic_string() + ", …)");
      pictures_.clear();
    }
    for (auto& [folder, files] : pictures_) {
      const std::string noun = files.size() == 1 ? " picture in " : " pictures in ";
      texts.push_back(textOf(noun + (folder == "." ? "the folder itself" : folder + '/'), files));
    }
    for (auto& [ending, files] : files_) {
      if (texts.size() == kMostTexts) {
        texts.push_back("files of other kinds");
        break;
      }
      const std::string noun = (ending.empty() ? "" : ' ' + ending) + (files.size() == 1 ? " file" : " files");
      const bool areOutlines = holds(kOutlines, ending);
      texts.push_back(textOf(noun + (areOutlines ? ", whose outlines are not read: burn them into masks" : ""), files));
    }
    return texts;
  }

 private:
  static std::string textOf(const std::string& what, std::vector<fs::path>& files) {
    std::ranges::sort(files);
    return std::to_string(files.size()) + what + " (" + firstNames(files) + ")";
  }

  void add(const fs::path& file) {
    const std::string ending = lowerCase(file.extension().string());
    if (isPictureFile(file)) {
      pictures_[file.parent_path().lexically_relative(root_).generic_string()].push_back(file);
    } else if (!isSideFile(file, ending)) {
      files_[ending].push_back(file);
    }
  }

  fs::path root_;
  std::unordered_set<std::string> listed_;
  std::map<std::string, std::vector<fs::path>> pictures_;  ///< By folder, from the root.
  std::map<std::string, std::vector<fs::path>> files_;     ///< By ending.
};

}  // namespace

std::vector<std::string> passedOver(const fs::path& root, const std::vector<Picture>& pictures) {
  Remains remains(root, pictures);
  remains.look(root, kDepth);
  return remains.texts();
}

}  // namespace macadam
