#include "cli/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace macadam {
namespace {

bool startsCharacter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

std::string spaces(int count) {
  return std::string(static_cast<std::size_t>(std::max(0, count)), ' ');
}

}  // namespace

int displayWidth(const std::string& text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), startsCharacter));
}

std::string paddedLeft(const std::string& text, int width) {
  return spaces(width - displayWidth(text)) + text;
}
std::string paddedRight(const std::string& text, int width) {
  return text + spaces(width - displayWidth(text));
}

std::string shortened(const std::string& text, int width) {
  if (displayWidth(text) <= width) return text;
  std::string start;
  int columns = 0;
  for (const char byte : text) {
    if (startsCharacter(byte) && ++columns >= width) break;
    start += byte;
  }
  return width > 0 ? start + "…" : "";
}

std::string durationText(double seconds) {
  const auto whole = static_cast<long long>(std::llround(std::max(0.0, seconds)));
  char text[48];
  if (whole < 3600)
    std::snprintf(text, sizeof text, "%lld:%02lld", whole / 60, whole % 60);
  else
    std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
  return text;
}

}  // namespace macadam
