#pragma once

#include <cstdint>
#include <string_view>

namespace macadam {

/// CRC-32 as PNG, ZIP and Ethernet have it (ISO 3309).
std::uint32_t crc32(std::string_view bytes);

}  // namespace macadam
