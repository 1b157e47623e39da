#pragma once

#include "labels/mask_values.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

namespace macadam {

/// How many pixels lie near black, between, and near white, on a scale that ends at 1, 255 or 65535.
struct BrightnessCounts {
  std::uint64_t dark = 0;  ///< Up to a quarter of the scale.
  std::uint64_t middle = 0;
  std::uint64_t bright = 0;  ///< From three quarters of it on.
  std::uint64_t aboveHalf = 0;

  void add(double value, double scale, std::uint64_t pixels);
  BrightnessCounts& operator+=(const BrightnessCounts& other);
};

/// What all pixels of one mask file hold.
struct MaskFacts {
  /// Pixels by value, in the order of the values: whole numbers and colours, those of "no data" apart.
  std::vector<std::pair<MaskValue, std::uint64_t>> values;
  std::uint64_t pixels = 0;       ///< All of them.
  std::uint64_t noData = 0;       ///< Of the value that is declared to be "no data".
  std::uint64_t empty = 0;        ///< NaN, or without data by the file's mask band.
  std::uint64_t transparent = 0;  ///< Alpha of 127 and below.
  std::uint64_t uncounted = 0;    ///< Of further values, beyond the largest number of them that is kept.
  std::uint64_t fractions = 0;    ///< Numbers that are not whole; not in `values`.
  double lowestFraction = 0.0;
  double highestFraction = 0.0;
  BrightnessCounts fractionsOfOne;  ///< The fractions on a scale that ends at 1.
  BrightnessCounts fractionsOf255;  ///< The same on one that ends at 255.

  std::optional<MaskValue> declaredNoData;
  std::vector<std::uint32_t> palette;  ///< Empty where the numbers are no indices.
  std::vector<NamedMaskValue> names;   ///< That the file itself states.
  bool isColour = false;
  bool hasAlpha = false;
  bool isLossy = false;
  bool isMinIsWhite = false;
};

/// Pixels of a mask by what they say.
struct LabelCounts {
  std::uint64_t road = 0;
  std::uint64_t background = 0;
  std::uint64_t unknown = 0;

  std::uint64_t labelled() const { return road + background; }
  std::uint64_t all() const { return labelled() + unknown; }
  LabelCounts& operator+=(const LabelCounts& other);
  bool operator==(const LabelCounts&) const = default;
};

/// What `values` make of a file; fractions are taken to be divided by half of the scale that the threshold lies on.
LabelCounts countLabels(const MaskFacts& facts, const MaskValues& values);

/// Looks at every pixel of a mask. Remembered for as long as the file keeps its version (image/file_version.h): a
/// second look costs nothing. Safe to call from many threads. @throws Error naming the file.
std::shared_ptr<const MaskFacts> factsOf(const std::filesystem::path& mask);

}  // namespace macadam
