#include "data/layouts/text_lists.h"

#include "data/layouts/folder_names.h"
#include "data/layouts/pairing.h"
#include "image/picture_formats.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::string_view kDividers = " \t,;";
constexpr int kLevelsAbove = 3;  ///< Lists often lie some folders below what their paths start from.
constexpr std::string_view kUtf8Mark = "\xef\xbb\xbf";
constexpr std::string_view kUtf16Marks[] = {"\xff\xfe", "\xfe\xff"};

std::string_view trimmed(std::string_view text, std::string_view unwanted) {
  const auto first = text.find_first_not_of(unwanted);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(unwanted) - first + 1);
}

std::string_view unquoted(std::string_view text) {
  text = trimmed(text, " \t,;");
  const bool isQuoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
  return isQuoted ? text.substr(1, text.size() - 2) : text;
}

bool isFile(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

std::string withSlashes(std::string_view name) {
  std::string path(name);
  std::ranges::replace(path, '\\', '/');
  return path;
}

/// Whether an image's path ends with a name in small letters that may lack the extension.
bool endsWith(const fs::path& image, const std::string& name) {
  const std::string path = lowerCase(image.generic_string());
  const std::string bare = path.substr(0, path.size() - image.extension().string().size());
  return path.ends_with('/' + name) || bare.ends_with('/' + name);
}

/// The beginnings of a line that end at a divider, and the line itself; the longest first.
std::vector<std::string_view> beginningsOf(std::string_view line) {
  std::vector<std::string_view> beginnings;
  bool isInQuotes = false;
  for (std::size_t i = 0; i <= line.size(); ++i) {
    if (i < line.size() && line[i] == '"') isInQuotes = !isInQuotes;
    const bool ends = i == line.size() || (!isInQuotes && kDividers.find(line[i]) != std::string_view::npos);
    if (ends && i > 0 && kDividers.find(line[i - 1]) == std::string_view::npos) beginnings.push_back(line.substr(0, i));
  }
  std::ranges::reverse(beginnings);
  return beginnings;
}

struct Found {
  fs::path file;
  std::size_t length = 0;  ///< Of the beginning that names it.
};

/// Names may hold blanks and commas: as a whole path the longest beginning that is a file counts.
std::optional<Found> imageIn(std::string_view line, Origin origin, const ListedFiles& files) {
  const std::vector<std::string_view> beginnings = beginningsOf(line);
  for (const std::string_view text : beginnings) {
    if (const auto file = files.file(unquoted(text))) return Found{*file, text.size()};
  }
  for (const std::string_view text : beginnings) {
    if (const auto file = files.imageNamed(unquoted(text), origin)) return Found{*file, text.size()};
  }
  for (auto text = beginnings.rbegin(); text != beginnings.rend(); ++text) {
    if (const auto file = files.fileAtEnd(unquoted(*text))) return Found{*file, text->size()};
  }
  return std::nullopt;
}

std::optional<fs::path> maskIn(std::string_view rest, const ListedFiles& files) {
  const std::vector<std::string_view> beginnings = beginningsOf(rest);
  for (const std::string_view text : beginnings) {
    if (const auto file = files.file(unquoted(text))) return file;
  }
  for (const std::string_view text : beginnings) {
    if (const auto file = files.fileAtEnd(unquoted(text))) return file;
  }
  return std::nullopt;
}

/// The lines of one kind that a list should not have: the first one speaks for all.
class Faults {
 public:
  Faults(std::string what, std::string remedy) : what_(std::move(what)), remedy_(std::move(remedy)) {}

  void add(int line, std::string_view text) {
    if (count_++ == 0) first_ = "line " + std::to_string(line) + ", " + std::string(text) + ", ";
  }
  void report(const fs::path& list, std::vector<Problem>& problems) const {
    if (count_ == 0) return;
    const std::string more = count_ == 1 ? "" : " (" + std::to_string(count_) + " lines do)";
    problems.push_back({list.string(), "has wrong lines: " + first_ + what_ + more, remedy_});
  }

 private:
  std::string what_, remedy_, first_;
  int count_ = 0;
};

}  // namespace

ListedFiles::ListedFiles(std::vector<fs::path> folders, std::vector<fs::path> images)
    : folders_(std::move(folders)), above_(folders_), images_(std::move(images)) {
  fs::path above = folders_.front();
  for (int level = 0; level < kLevelsAbove && above.has_relative_path(); ++level) {
    above = above.parent_path();
    above_.push_back(above);
  }
  for (std::size_t i = 0; i < images_.size(); ++i) {
    const std::string stem = lowerCase(images_[i].stem().string());
    byStem_.emplace(stem, i);
    const FileWords words = fileWordsOf(stem);
    if (words.content == NameContent::Images) byStem_.emplace(words.rest, i);
  }
}

std::optional<fs::path> ListedFiles::file(std::string_view name) const {
  const std::string path = withSlashes(name);
  if (!isPictureFile(path)) return std::nullopt;
  const bool isBare = path.find('/') == std::string::npos;  // of another data set's, further up, nothing is meant
  for (const fs::path& folder : isBare ? folders_ : above_) {
    for (const fs::path& one : {folder / name, folder / path}) {
      if (isFile(one)) return one.lexically_normal();
    }
  }
  return std::nullopt;
}

std::optional<fs::path> ListedFiles::imageNamed(std::string_view name, Origin origin) const {
  const std::string path = lowerCase(withSlashes(name));
  const std::string file = path.substr(path.rfind('/') + 1);
  for (const std::string& stem : {file, fs::path(file).stem().string()}) {
    std::vector<const fs::path*> found;
    for (auto [one, last] = byStem_.equal_range(stem); one != last; ++one) found.push_back(&images_[one->second]);
    std::erase_if(found, [&](const fs::path* image) { return file != path && !endsWith(*image, path); });
    if (found.size() > 1) {
      std::erase_if(found, [&](const fs::path* image) {
        return std::ranges::none_of(*image, [&](const fs::path& part) { return originOf(part.string()) == origin; });
      });
    }
    if (found.size() == 1) return *found.front();
  }
  return std::nullopt;
}

std::optional<fs::path> ListedFiles::fileAtEnd(std::string_view name) const {
  std::string path = withSlashes(name);
  if (!isPictureFile(path)) return std::nullopt;
  for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/')) {
    path.erase(0, slash + 1);
    for (const fs::path& folder : folders_) {
      if (const fs::path file = folder / path; !path.empty() && path.front() != '/' && isFile(file)) {
        return file.lexically_normal();
      }
    }
  }
  return std::nullopt;
}

std::vector<ListFile> listFilesIn(const fs::path& folder) {
  std::vector<ListFile> lists;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path& file = entry->path();
    const Origin origin = originOf(file.stem().string());
    if (lowerCase(file.extension().string()) == ".txt" && origin != Origin::Unassigned && isFile(file)) {
      lists.push_back({file, origin});
    }
  }
  constexpr std::array kOrder{Origin::Test, Origin::Validation, Origin::Labelled, Origin::Unlabelled, Origin::Training};
  std::ranges::sort(lists, {}, [&](const ListFile& list) {
    return std::pair(std::ranges::find(kOrder, list.origin) - kOrder.begin(), list.file);
  });
  return lists;
}

std::vector<ListedPicture> readList(const ListFile& list, const ListedFiles& files, std::vector<Problem>& problems) {
  std::vector<ListedPicture> pictures;
  Faults missing("names no picture that is there", "mend or remove the line; paths count from the data set's folder");
  Faults noMask("names a mask that is not there", "mend or remove the mask's name");
  Faults itself("names an image as its own mask", "name the mask, or the image alone");
  std::ifstream stream(list.file, std::ios::binary);
  int number = 0;
  for (std::string text; std::getline(stream, text);) {
    std::string_view line = text;
    if (++number == 1) {
      if (std::ranges::any_of(kUtf16Marks, [&](std::string_view mark) { return line.starts_with(mark); })) {
        problems.push_back({list.file.string(), "is written in UTF-16, which is not read", "save it as UTF-8"});
        return {};
      }
      if (line.starts_with(kUtf8Mark)) line.remove_prefix(kUtf8Mark.size());
    }
    line = trimmed(line, kBlank);
    if (line.empty() || line.front() == '#') continue;
    const auto image = imageIn(line, list.origin, files);
    if (!image) {
      missing.add(number, line);
      continue;
    }
    const std::string_view rest = trimmed(line.substr(image->length), " \t,;");
    ListedPicture picture{image->file, rest.empty() ? fs::path() : maskIn(rest, files).value_or(fs::path())};
    if (!rest.empty() && picture.mask.empty()) noMask.add(number, line);
    if (picture.mask == picture.image) {
      itself.add(number, line);
      picture.mask.clear();
    }
    pictures.push_back(std::move(picture));
  }
  for (const Faults* faults : {&missing, &noMask, &itself}) faults->report(list.file, problems);
  return pictures;
}

}  // namespace macadam
