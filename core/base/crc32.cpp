#include "base/crc32.h"

#include <array>

namespace macadam {
namespace {

constexpr std::array<std::uint32_t, 256> kTable = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
    std::uint32_t remainder = byte;
    for (int bit = 0; bit < 8; ++bit) remainder = remainder >> 1 ^ (remainder & 1 ? 0xEDB88320U : 0U);
    table[byte] = remainder;
  }
  return table;
}();

}  // namespace

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t remainder = 0xFFFFFFFFU;
  for (const char byte : bytes)
    remainder = kTable[(remainder ^ static_cast<std::uint8_t>(byte)) & 0xFF] ^ remainder >> 8;
  return ~remainder;
}

}  // namespace macadam
