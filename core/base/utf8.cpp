#include "base/utf8.h"

#include <array>

namespace macadam {

bool isUtf8(std::string_view text) {
  constexpr std::array<std::uint32_t, 4> kSmallest{0, 0x80, 0x800, 0x10000};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<std::uint8_t>(text[i]);
    if (lead < 0x80) continue;
    const std::size_t following = lead >> 5 == 0b110 ? 1 : lead >> 4 == 0b1110 ? 2 : lead >> 3 == 0b11110 ? 3 : 0;
    if (following == 0 || text.size() - i <= following) return false;
    std::uint32_t codePoint = lead & (0x3Fu >> following);
    for (std::size_t k = 0; k < following; ++k) {
      const auto byte = static_cast<std::uint8_t>(text[++i]);
      if (byte >> 6 != 0b10) return false;
      codePoint = codePoint << 6 | (byte & 0x3Fu);
    }
    const bool surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    if (codePoint < kSmallest[following] || codePoint > 0x10FFFF || surrogate) return false;
  }
  return true;
}

void appendUtf8(std::string& text, std::uint32_t codePoint) {
  const auto append = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
  const auto following = [codePoint](int shift) { return 0x80u | (codePoint >> shift & 0x3Fu); };
  if (codePoint < 0x80) {
    append(codePoint);
  } else if (codePoint < 0x800) {
    append(0xC0u | codePoint >> 6);
    append(following(0));
  } else if (codePoint < 0x10000) {
    append(0xE0u | codePoint >> 12);
    append(following(6));
    append(following(0));
  } else {
    append(0xF0u | codePoint >> 18);
    append(following(12));
    append(following(6));
    append(following(0));
  }
}

}  // namespace macadam
