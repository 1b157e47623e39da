#pragma once

#include "image/value_range.h"
#include "spec/band_order.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace macadam {

/// How the values in a data set's pictures become 8-bit RGB: one rule for the whole data set, so that equal pixels look
/// equal in whichever file they are. A run keeps the one that it was trained by.
///
/// Files of 8 bits a channel are taken as they are; `ranges` is for all others.
struct PixelReading {
  using Ranges = std::array<ValueRange, 3>;

  BandOrder bands{};
  /// The values that become 0 and 255, of red, green and blue. Without it each file is stretched by itself, from its
  /// 2nd to its 98th percentile, as runs before there was a rule.
  std::optional<Ranges> ranges;

  bool operator==(const PixelReading&) const = default;
};

/// Whole numbers from 0 to 255, in whatever type they are stored.
inline constexpr PixelReading::Ranges kEightBits{ValueRange{0, 255}, ValueRange{0, 255}, ValueRange{0, 255}};
/// Fractions of full brightness.
inline constexpr PixelReading::Ranges kFractions{ValueRange{0, 1}, ValueRange{0, 1}, ValueRange{0, 1}};

/// As a checkpoint keeps it, for example `80..1610 75..1600 90..1500 bands 3,2,1`; reads back exactly.
std::string toText(const PixelReading& reading);
std::optional<PixelReading> readingFromText(std::string_view text);

/// In words: `from 80 to 1610 (red), 75 to 1600 (green), 90 to 1500 (blue)`.
std::string describe(const PixelReading::Ranges& ranges);

}  // namespace macadam
