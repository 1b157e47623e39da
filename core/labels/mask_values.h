#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace macadam {

/// What a pixel of a mask says, in the numbers that tiles hold.
enum class Label : std::uint8_t { Background = 0, Road = 1, Unknown = 255 };

/// A value as it stands in a mask file.
struct MaskValue {
  double number = 0.0;  ///< Grey value, class number or index of a palette; of a colour 0xRRGGBB.
  bool isColour = false;

  auto operator<=>(const MaskValue&) const = default;
};

/// `255`, `0.5`, `#ff0000`.
std::string toText(const MaskValue& value);

/// What a pixel holds, in all the forms in which a rule may name it.
struct MaskPixel {
  std::optional<double> number;         ///< None for a colour that is no grey.
  std::optional<std::uint32_t> colour;  ///< 0xRRGGBB: of the pixel, of its palette's entry, of a grey value up to 255.
  double brightness = 0.0;              ///< The number, or the largest channel of a colour.
};

/// A value with its colour: of a palette's entry, or where there is no palette of the grey.
MaskPixel pixelOf(const MaskValue& value, const std::vector<std::uint32_t>& palette);

/// What the values of masks mean: some are listed, the others follow one rule.
///
/// Written as in `data.mask_values`: `road=1; unknown=255`, `road=3,4`, `road=#ff0000; background=#ffffff`, `above
/// 127`, `not 0`, `alpha`. What is in no list is background; unknown where background is listed.
struct MaskValues {
  /// What a value means that is in no list.
  enum class Others {
    Background,
    Road,
    Unknown,
    AboveThreshold,  ///< Road above `threshold`, otherwise background.
    Alpha,           ///< The alpha channel says it: road where it is above 127, whatever the values are.
  };

  std::vector<MaskValue> road;
  std::vector<MaskValue> background;
  std::vector<MaskValue> unknown;
  Others others = Others::Unknown;  ///< With empty lists: nothing is known.
  double threshold = 127.0;

  /// What the lists say; none where the pixel's value is in none of them.
  std::optional<Label> listed(const MaskPixel& pixel) const;
  /// Of a pixel whose value the file may declare as "no data", which is unknown unless a list says otherwise.
  Label labelOf(const MaskPixel& pixel, bool isDeclaredNoData) const;

  bool operator==(const MaskValues&) const = default;
};

/// A name of a value, as a palette or a list of classes gives it.
struct NamedMaskValue {
  std::string name;
  std::vector<MaskValue> values;  ///< A number, a colour, or both.
};

/// How Macadam itself writes masks (image/mask_file.h).
MaskValues macadamMaskValues();

/// Reads the text form; `names` are the words that may stand for values. Empty text is no rule.
/// @throws Error when it is none, naming `data.mask_values` and what can be written.
std::optional<MaskValues> parseMaskValues(std::string_view text, const std::vector<NamedMaskValue>& names = {});

/// The text form, without names.
std::string toText(const MaskValues& values);

}  // namespace macadam
