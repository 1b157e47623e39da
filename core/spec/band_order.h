#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace macadam {

/// The bands of a file that are shown as red, green and blue, counted from 1; all 0: those that the file declares.
using BandOrder = std::array<int, 3>;

/// `3,2,1`; empty for the file's own order.
std::string toText(const BandOrder& bands);
/// The reverse, also of `3 2 1` and `[3, 2, 1]`; nothing for what is neither empty nor three whole numbers from 1.
std::optional<BandOrder> bandsFromText(std::string_view text);

}  // namespace macadam
