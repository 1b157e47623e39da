#include "data/layouts/picture_folders.h"

#include "base/number_text.h"
#include "data/layouts/pairing.h"

#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr int kDepth = 6;

void addPart(std::string& key, const std::string& part) {
  if (part.empty()) return;
  if (!key.empty()) key += '/';
  key += part;
}

PictureFolder inner(const PictureFolder& outer, const fs::path& path) {
  const std::string name = path.filename().string();
  const FolderWords words = wordsOf(name);
  PictureFolder folder{.path = path,
                       .content = outer.content,
                       .origin = outer.origin,
                       .rank = outer.rank,
                       .key = outer.key,
                       .looseKey = outer.looseKey,
                       .top = outer.top.empty() ? name : outer.top};
  if (words.content != NameContent::Unsaid) {
    folder.content = words.content;
    folder.rank = words.rank;
  }
  if (words.origin != Origin::Unassigned) {
    folder.origin = words.origin;
    for (std::string* key : {&folder.key, &folder.looseKey}) {
      addPart(*key, '@' + std::to_string(static_cast<int>(words.origin)));
    }
  }
  addPart(folder.key, words.rest);
  if (words.content == NameContent::Unsaid) addPart(folder.looseKey, words.rest);
  return folder;
}

void addFolders(PictureFolder folder, int depth, std::vector<PictureFolder>& folders) {
  std::vector<PictureFolder> below;
  if (depth > 0) {
    for (const fs::path& path : foldersIn(folder.path)) below.push_back(inner(folder, path));
  }
  folder.pictures = picturesIn(folder.path);
  const bool isMissed = folder.content == NameContent::Images && below.empty();
  if (!folder.pictures.empty() || isMissed) folders.push_back(std::move(folder));
  for (PictureFolder& one : below) {
    if (one.content != NameContent::Aside) addFolders(std::move(one), depth - 1, folders);
  }
}

}  // namespace

std::vector<PictureFolder> pictureFolders(const fs::path& root) {
  std::vector<PictureFolder> folders;
  addFolders({.path = root}, kDepth, folders);
  return folders;
}

std::string describe(const PictureFolder& folder, const fs::path& root) {
  const std::string name = folder.path == root ? "itself" : folder.path.lexically_relative(root).generic_string() + '/';
  return name + " (" + counted(folder.pictures.size(), "picture") + ": " + firstNames(folder.pictures) + ")";
}

}  // namespace macadam
