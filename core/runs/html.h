#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace macadam {

/// Text made safe for element content and quoted attributes.
std::string htmlEscaped(std::string_view text);

/// A PNG as a `data:` address.
std::string pngDataAddress(const std::vector<std::uint8_t>& png);

}  // namespace macadam
