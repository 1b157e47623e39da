#include "labels/class_names.h"

#include <charconv>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// What comes before the separator; the rest stays in `text`.
std::string_view takeUntil(char separator, std::string_view& text) {
  const auto end = std::min(text.find(separator), text.size());
  const std::string_view part = trimmed(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

std::optional<int> wholeNumber(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// `128,64,128`
std::optional<std::uint32_t> colourFrom(std::string_view text) {
  std::uint32_t colour = 0;
  for (int channel = 0; channel < 3; ++channel) {
    const auto number = wholeNumber(takeUntil(',', text));
    if (!number || *number < 0 || *number > 255) return std::nullopt;
    colour = colour << 8 | static_cast<std::uint32_t>(*number);
  }
  return colour;
}

/// PASCAL VOC gives the bits of a class number in turn to red, green and blue, from the highest bit down.
std::uint32_t vocColour(unsigned index) {
  std::uint32_t red = 0, green = 0, blue = 0;
  for (int bit = 7; index != 0 && bit >= 0; --bit, index >>= 3) {
    red |= (index & 1) << bit;
    green |= (index >> 1 & 1) << bit;
    blue |= (index >> 2 & 1) << bit;
  }
  return red << 16 | green << 8 | blue;
}

template <typename Read>
std::vector<NamedMaskValue> readLines(const fs::path& file, Read readLine) {
  std::vector<NamedMaskValue> names;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    std::string_view text = line;
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    text = trimmed(text);
    if (!text.empty() && text.front() != '#') readLine(text, names);
  }
  return names;
}

void addLabelmapLine(std::string_view line, std::vector<NamedMaskValue>& names) {
  const unsigned index = static_cast<unsigned>(names.size());
  const std::string_view name = takeUntil(':', line);
  const std::uint32_t colour = colourFrom(takeUntil(':', line)).value_or(vocColour(index));
  names.push_back({std::string(name), {{static_cast<double>(colour), true}}});
}

void addClassesLine(std::string_view line, std::vector<NamedMaskValue>& names) {
  const auto value = wholeNumber(takeUntil(',', line));
  if (value) names.push_back({std::string(takeUntil(',', line)), {{static_cast<double>(*value), false}}});
}

}  // namespace

std::vector<NamedMaskValue> classNamesFor(const fs::path& maskFolder, const fs::path& root) {
  fs::path folder = maskFolder.lexically_normal();
  const fs::path last = root.lexically_normal();
  for (int depth = 0; depth < 8; ++depth) {
    std::error_code ignored;
    if (fs::is_regular_file(folder / "labelmap.txt", ignored))
      return readLines(folder / "labelmap.txt", addLabelmapLine);
    if (fs::is_regular_file(folder / "_classes.csv", ignored))
      return readLines(folder / "_classes.csv", addClassesLine);
    if (folder == last || !folder.has_relative_path()) break;
    folder = folder.parent_path();
  }
  return {};
}

}  // namespace macadam
