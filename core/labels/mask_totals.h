#pragma once

#include "labels/mask_meaning.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace macadam {

/// What all masks of a data set hold together.
struct MaskTotals {
  explicit MaskTotals(const std::vector<SurveyedMask>& masks);

  std::map<MaskValue, std::uint64_t> values;  ///< Pixels by value; entries of palettes by their index.
  std::map<MaskValue, std::uint64_t> noData;  ///< Pixels by declared value.
  /// Of palettes, the colour of each index that is used.
  std::map<double, std::uint32_t> palette;
  /// Two files whose palettes give one index different colours, as a sentence; empty where there are none.
  std::string paletteConflict;
  std::uint64_t pixels = 0;
  std::uint64_t empty = 0;
  std::uint64_t transparent = 0;
  std::uint64_t uncounted = 0;
  std::uint64_t fractions = 0;
  double lowestFraction = 0.0;
  double highestFraction = 0.0;
  BrightnessCounts fractionsOfOne;
  BrightnessCounts fractionsOf255;
  std::size_t files = 0;
  std::size_t paletteFiles = 0;
  std::size_t colourFiles = 0;
  std::size_t alphaFiles = 0;
  std::size_t lossyFiles = 0;
  std::size_t minIsWhiteFiles = 0;

  std::uint64_t of(double number) const;
  double share(std::uint64_t count) const { return pixels == 0 ? 0.0 : double(count) / double(pixels); }
  /// The numbers and colours that occur, in order, without their counts.
  std::vector<MaskValue> distinct() const;
};

/// `0, 1 and 255`, with colours and names where there are some; a range where there are many.
std::string describeValues(const MaskTotals& totals, const std::vector<NamedMaskValue>& names);

/// `0, 1 and 255`
std::string listed(const std::vector<std::string>& texts);

/// The name of a value, empty where it has none.
std::string nameOf(const MaskValue& value, const MaskTotals& totals, const std::vector<NamedMaskValue>& names);

}  // namespace macadam
