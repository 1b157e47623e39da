#include "data/layouts/folder_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace macadam {
namespace {

struct OriginWord {
  std::string_view word;
  Origin origin;
};

/// A word that others begin with comes after them.
constexpr std::array<OriginWord, 11> kOriginWords{{{"training", Origin::Training},
                                                   {"train", Origin::Training},
                                                   {"validation", Origin::Validation},
                                                   {"valid", Origin::Validation},
                                                   {"val", Origin::Validation},
                                                   {"testing", Origin::Test},
                                                   {"test", Origin::Test},
                                                   {"unlabelled", Origin::Unlabelled},
                                                   {"unlabeled", Origin::Unlabelled},
                                                   {"labelled", Origin::Labelled},
                                                   {"labeled", Origin::Labelled}}};

/// These two only at the end of a word, as nnU-Net has them: `imagesTr`, `labelsTs`.
constexpr std::array<OriginWord, 2> kOriginEnds{{{"tr", Origin::Training}, {"ts", Origin::Test}}};

/// Where a word is understood.
enum Use : unsigned {
  InFolders = 1,
  InFiles = 2,
  BesideOrigin = 4,  ///< In folders that name a subset too: `x_train`, but not `x`.
};

struct ContentWord {
  std::string_view word;
  NameContent content;
  unsigned use = InFolders;
};

using enum NameContent;

/// In small letters, without separators; of each content the usual names first.
constexpr ContentWord kContentWords[] = {
    {"images", Images},
    {"image", Images, InFolders | InFiles},
    {"imgs", Images},
    {"img", Images, InFolders | InFiles},
    {"jpegimages", Images},
    {"imgdir", Images},
    {"sat", Images, InFolders | InFiles},
    {"satellite", Images},
    {"rgb", Images, InFolders | InFiles},
    {"leftimg8bit", Images, InFolders | InFiles},
    {"pictures", Images},
    {"photos", Images},
    {"ortho", Images},
    {"orthos", Images},
    {"orthophotos", Images},
    {"imagery", Images},
    {"inputs", Images},
    {"input", Images},
    {"top", Images},
    {"x", Images, BesideOrigin},
    {"masks", Masks, InFolders | InFiles},
    {"mask", Masks, InFolders | InFiles},
    {"labels", Masks, InFolders | InFiles},
    {"label", Masks, InFolders | InFiles},
    {"gt", Masks, InFolders | InFiles},
    {"gts", Masks},
    {"map", Masks},
    {"maps", Masks},
    {"annotations", Masks},
    {"annotation", Masks, InFolders | InFiles},
    {"anndir", Masks},
    {"annot", Masks},
    {"annots", Masks},
    {"ann", Masks},
    {"anns", Masks},
    {"groundtruth", Masks, InFolders | InFiles},
    {"gtfine", Masks},
    {"gtcoarse", Masks},
    {"gtfinelabelids", Masks, InFiles},
    {"segmentationclassraw", Masks},
    {"segmentationclass", Masks},
    {"segmentationclasspng", Masks},
    {"segmentation", Masks, InFolders | InFiles},
    {"segmentations", Masks},
    {"seg", Masks, InFolders | InFiles},
    {"lab", Masks},
    {"lbl", Masks},
    {"target", Masks},
    {"targets", Masks},
    {"y", Masks, BesideOrigin},
    {"viz", Aside, InFolders | InFiles},
    {"visualization", Aside},
    {"visualizations", Aside},
    {"visualisation", Aside},
    {"segmentationclassvisualization", Aside},
    {"segmentationobject", Aside},
    {"segmentationobjectpng", Aside},
    {"overlay", Aside, InFolders | InFiles},
    {"overlays", Aside},
    {"labelviz", Aside, InFolders | InFiles},
    {"gtfinecolor", Aside, InFiles},
    {"gtfineinstanceids", Aside, InFiles},
    {"gtfinelabeltrainids", Aside, InFiles},
    {"masks01", Aside},
    {"macosx", Aside},
};

bool isSeparator(char c) {
  const bool isLetterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
  return !isLetterOrDigit;
}

std::vector<std::string_view> tokensOf(std::string_view text) {
  std::vector<std::string_view> tokens;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && !isSeparator(text[end])) ++end;
    if (end > begin) tokens.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return tokens;
}

const ContentWord* contentWord(std::string_view word, unsigned use) {
  const auto found = std::ranges::find_if(
      kContentWords, [&](const ContentWord& known) { return known.word == word && (known.use & use) != 0; });
  return found == std::ranges::end(kContentWords) ? nullptr : &*found;
}

void take(const ContentWord& word, FolderWords& words) {
  if (word.content < words.content) return;  // `label_images` are masks, `label_viz` is neither
  words.content = word.content;
  words.rank = static_cast<int>(&word - kContentWords);
}

/// Of a subset, where `word` is one of contents.
std::optional<FolderWords> contentOf(std::string_view word, Origin origin) {
  const ContentWord* content = contentWord(word, InFolders | BesideOrigin);
  if (content == nullptr) return std::nullopt;
  FolderWords words{.origin = origin};
  take(*content, words);
  return words;
}

/// `trainannot`, `imagestrain`, `imagestr`.
std::optional<FolderWords> compoundOf(std::string_view joined) {
  for (const auto& [word, origin] : kOriginWords) {
    if (!joined.starts_with(word) && !joined.ends_with(word)) continue;
    const std::size_t begin = joined.starts_with(word) ? word.size() : 0;
    if (auto words = contentOf(joined.substr(begin, joined.size() - word.size()), origin)) return words;
  }
  for (const auto& [end, origin] : kOriginEnds) {
    if (!joined.ends_with(end)) continue;
    if (auto words = contentOf(joined.substr(0, joined.size() - end.size()), origin)) return words;
  }
  return std::nullopt;
}

/// One word after another; `rest` holds what none of them is.
FolderWords wordByWord(const std::vector<std::string_view>& tokens) {
  FolderWords words;
  for (const std::string_view token : tokens) {
    if (words.origin == Origin::Unassigned) words.origin = originOf(token);
  }
  const unsigned use = words.origin == Origin::Unassigned ? InFolders : InFolders | BesideOrigin;
  for (const std::string_view token : tokens) {
    if (const ContentWord* content = contentWord(token, use)) {
      take(*content, words);
    } else if (originOf(token) == Origin::Unassigned) {
      words.rest += (words.rest.empty() ? "" : "_") + std::string(token);
    }
  }
  return words;
}

}  // namespace

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

Origin originOf(std::string_view name) {
  const auto found = std::ranges::find(kOriginWords, lowerCase(name), &OriginWord::word);
  return found == kOriginWords.end() ? Origin::Unassigned : found->origin;
}

FolderWords wordsOf(std::string_view folderName) {
  const std::string name = lowerCase(folderName);
  const std::vector<std::string_view> tokens = tokensOf(name);
  std::string joined;
  for (const std::string_view token : tokens) joined += token;
  if (const ContentWord* content = contentWord(joined, InFolders)) {
    FolderWords words;
    take(*content, words);
    return words;
  }
  if (const auto compound = compoundOf(joined)) return *compound;
  const FolderWords words = wordByWord(tokens);
  const bool isOrigin = tokens.size() == 1 && words.origin != Origin::Unassigned;
  if (words.content != Unsaid || isOrigin) return words;
  return {.rest = name};
}

FileWords fileWordsOf(std::string_view stem) {
  const std::string name = lowerCase(stem);
  FileWords words{.rest = name};
  std::size_t longest = 0;
  const std::vector<std::string_view> tokens = tokensOf(name);
  const auto consider = [&](const std::string& joined, std::string_view rest) {
    const ContentWord* content = contentWord(joined, InFiles);
    if (content == nullptr || joined.size() <= longest) return;
    while (!rest.empty() && isSeparator(rest.back())) rest.remove_suffix(1);
    while (!rest.empty() && isSeparator(rest.front())) rest.remove_prefix(1);
    longest = joined.size();
    words = {content->content, std::string(rest), static_cast<int>(content - kContentWords)};
  };
  std::string end;
  for (std::size_t count = 1; count <= 2 && count < tokens.size(); ++count) {  // words of two parts: gtFine_labelIds
    const std::string_view token = tokens[tokens.size() - count];
    end.insert(0, token);
    consider(end, std::string_view(name).substr(0, static_cast<std::size_t>(token.data() - name.data())));
  }
  if (longest == 0 && tokens.size() > 1) {
    const std::string_view first = tokens.front();
    const auto after = static_cast<std::size_t>(first.data() - name.data()) + first.size();
    consider(std::string(first), std::string_view(name).substr(after));
  }
  return words;
}

}  // namespace macadam
