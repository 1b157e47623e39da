#include "data/scenes/tile_name.h"

#include "data/layouts/folder_names.h"

#include <string_view>
#include <utility>

namespace macadam {
namespace {

constexpr std::string_view kDigits = "0123456789";

/// The digits at the end of a text and what is before them, an underscore between; empty where it does not end so.
std::optional<std::pair<std::string_view, std::string_view>> numberAtEnd(std::string_view text) {
  const auto last = text.find_last_not_of(kDigits);
  if (last == std::string_view::npos || last + 1 == text.size() || last == 0 || text[last] != '_') return std::nullopt;
  return std::pair(text.substr(0, last), text.substr(last + 1));
}

}  // namespace

std::optional<TileName> tileNameOf(const std::filesystem::path& image) {
  std::string stem = image.stem().string();
  const FileWords words = fileWordsOf(stem);
  if (words.content == NameContent::Images && lowerCase(stem).starts_with(words.rest)) stem.resize(words.rest.size());
  const auto second = numberAtEnd(stem);
  const auto first = second ? numberAtEnd(second->first) : std::nullopt;
  if (!first) return std::nullopt;
  return TileName{std::string(first->first), std::string(first->second), std::string(second->second)};
}

}  // namespace macadam
