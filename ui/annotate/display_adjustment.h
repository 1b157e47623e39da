#pragma once

#include <array>
#include <cstdint>

namespace macadam {

/// Changes how a picture is shown, never what it is.
struct DisplayAdjustment {
  int brightness = 0;  ///< −100 (black) to 100 (white).
  int contrast = 0;    ///< −100 (grey) to 100 (black and white).
  double gamma = 1.0;  ///< Above 1 shadows open up.

  bool isNone() const { return *this == DisplayAdjustment(); }
  bool operator==(const DisplayAdjustment&) const = default;
};

using LookupTable = std::array<std::uint8_t, 256>;

/// What each value of a channel becomes: gamma first, then contrast about the middle, then brightness.
LookupTable lookupTable(const DisplayAdjustment& adjustment);

}  // namespace macadam
