#include "image/file_end.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>

namespace macadam {
namespace {

using namespace std::string_view_literals;

constexpr std::streamoff kTail = 4096;

struct Format {
  std::string_view start, end;
};
constexpr Format kFormats[] = {{"\x89PNG\r\n\x1a\n"sv, "IEND"sv}, {"\xff\xd8\xff"sv, "\xff\xd9"sv}};

std::string read(std::ifstream& file, std::streamoff from, std::streamoff to) {
  std::string bytes(static_cast<std::size_t>(to - from), '\0');
  file.clear();
  file.seekg(from);
  file.read(bytes.data(), to - from);
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
  return bytes;
}

}  // namespace

bool hasItsEnd(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return true;
  const std::streamoff size = file.tellg();
  const std::string start = read(file, 0, std::min<std::streamoff>(size, 8));
  const auto* format = std::ranges::find_if(kFormats, [&](const Format& one) { return start.starts_with(one.start); });
  if (format == std::end(kFormats)) return true;
  const auto hasEndAfter = [&](std::streamoff from) {
    return read(file, from, size).find(format->end) != std::string::npos;
  };
  // Some cameras write more behind the end.
  return hasEndAfter(std::max<std::streamoff>(0, size - kTail)) || hasEndAfter(0);
}

}  // namespace macadam
