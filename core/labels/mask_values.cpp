#include "labels/mask_values.h"

#include "base/error.h"
#include "base/number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <utility>

namespace macadam {
namespace {

constexpr double kOpaque = 127.0;

bool contains(const std::vector<MaskValue>& list, const MaskPixel& pixel) {
  return std::ranges::any_of(list, [&](const MaskValue& value) {
    return value.isColour ? pixel.colour && *pixel.colour == value.number
                          : pixel.number && *pixel.number == value.number;
  });
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::optional<double> numberFrom(std::string_view text) {
  double number = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<MaskValue> colourFrom(std::string_view text) {
  std::uint32_t colour = 0;
  if (text.size() != 7 || text.front() != '#') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), colour, 16);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return MaskValue{static_cast<double>(colour), true};
}

/// Reads the text form part by part.
class Parser {
 public:
  Parser(std::string_view text, const std::vector<NamedMaskValue>& names) : text_(text), names_(names) {}

  MaskValues parse() {
    for (std::string_view rest = text_; !rest.empty();) {
      const auto end = std::min(rest.find_first_of(",;"), rest.size());
      addPart(trimmed(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (!hasRoad_) refuse("says nothing of roads");
    if (!hasOthers_) {
      values_.others = values_.background.empty() ? MaskValues::Others::Background : MaskValues::Others::Unknown;
    }
    return values_;
  }

 private:
  /// `road=3`, or `3` as one more of the list before it.
  void addPart(std::string_view part) {
    if (const auto equals = part.find('='); equals != std::string_view::npos) {
      startList(trimmed(part.substr(0, equals)));
      part = trimmed(part.substr(equals + 1));
    }
    if (part.empty()) refuse("leaves a value out");
    if (list_ == &values_.road) hasRoad_ = true;
    if (list_ == &values_.road && readRule(part)) return;
    addValue(part);
  }

  void startList(std::string_view name) {
    if (name == "road")
      list_ = &values_.road;
    else if (name == "background")
      list_ = &values_.background;
    else if (name == "unknown")
      list_ = &values_.unknown;
    else
      refuse("names \"" + std::string(name) + "\", which is none of road, background and unknown");
  }

  bool readRule(std::string_view part) {
    if (part == "alpha") return setOthers(MaskValues::Others::Alpha);
    if (part.starts_with("above ")) {
      const auto number = numberFrom(trimmed(part.substr(6)));
      if (!number) refuse("names no number in \"" + std::string(part) + "\"");
      values_.threshold = *number;
      return setOthers(MaskValues::Others::AboveThreshold);
    }
    if (part.starts_with("not ")) {
      std::vector<MaskValue>* const list = std::exchange(list_, &values_.background);
      addValue(trimmed(part.substr(4)));
      list_ = list;
      return setOthers(MaskValues::Others::Road);
    }
    return false;
  }

  bool setOthers(MaskValues::Others others) {
    if (hasOthers_ && values_.others != others) refuse("holds two rules for what is road");
    values_.others = others;
    hasOthers_ = true;
    return true;
  }

  void addValue(std::string_view word) {
    if (const auto colour = colourFrom(word)) {
      list_->push_back(*colour);
    } else if (const auto number = numberFrom(word)) {
      list_->push_back({*number, false});
    } else {
      const auto named = std::ranges::find(names_, word, &NamedMaskValue::name);
      if (named == names_.end()) refuse("names \"" + std::string(word) + "\", which is no value" + knownNames());
      list_->insert(list_->end(), named->values.begin(), named->values.end());
    }
  }

  std::string knownNames() const {
    if (names_.empty()) return " (the masks come without names)";
    std::string text;
    for (const NamedMaskValue& named : names_) text += (text.empty() ? " (the names are " : ", ") + named.name;
    return text + ")";
  }

  [[noreturn]] void refuse(const std::string& what) const {
    throw Error("data.mask_values = \"" + std::string(text_) + "\"", what,
                "write for example \"road=1; unknown=255\", \"road=3,4\", \"road=#ff0000; background=#ffffff\", "
                "\"above 127\", \"not 0\" or \"alpha\"");
  }

  std::string_view text_;
  const std::vector<NamedMaskValue>& names_;
  MaskValues values_;
  std::vector<MaskValue>* list_ = &values_.road;
  bool hasRoad_ = false;
  bool hasOthers_ = false;
};

std::string listText(std::string_view name, const std::vector<MaskValue>& list) {
  std::string text;
  for (const MaskValue& value : list) text += (text.empty() ? std::string(name) : ",") + toText(value);
  return text;
}

}  // namespace

std::string toText(const MaskValue& value) {
  if (value.isColour) {
    char text[16];
    std::snprintf(text, sizeof text, "#%06x", static_cast<unsigned>(value.number));
    return text;
  }
  constexpr double kExactlyWhole = 1e15;
  const bool isWhole = std::abs(value.number) < kExactlyWhole && value.number == std::trunc(value.number);
  return isWhole ? std::to_string(static_cast<long long>(value.number)) : shortestText(value.number);
}

MaskPixel pixelOf(const MaskValue& value, const std::vector<std::uint32_t>& palette) {
  if (value.isColour) {
    const auto colour = static_cast<std::uint32_t>(value.number);
    const std::uint32_t largest = std::max({colour >> 16, colour >> 8 & 0xff, colour & 0xff});
    return {.colour = colour, .brightness = static_cast<double>(largest)};
  }
  MaskPixel pixel{.number = value.number, .brightness = value.number};
  const bool isByte = value.number >= 0.0 && value.number <= 255.0 && value.number == std::trunc(value.number);
  const auto byte = isByte ? static_cast<std::uint32_t>(value.number) : 0u;
  if (isByte && palette.empty()) pixel.colour = byte * 0x010101u;
  if (isByte && byte < palette.size()) pixel.colour = palette[byte];
  return pixel;
}

std::optional<Label> MaskValues::listed(const MaskPixel& pixel) const {
  if (contains(road, pixel)) return Label::Road;
  if (contains(unknown, pixel)) return Label::Unknown;
  if (contains(background, pixel)) return Label::Background;
  return std::nullopt;
}

Label MaskValues::labelOf(const MaskPixel& pixel, bool isDeclaredNoData) const {
  if (const auto label = listed(pixel)) return *label;
  if (isDeclaredNoData) return Label::Unknown;
  switch (others) {
    case Others::Background:
      return Label::Background;
    case Others::Road:
      return Label::Road;
    case Others::AboveThreshold:
      return pixel.brightness > threshold ? Label::Road : Label::Background;
    case Others::Unknown:
    case Others::Alpha:
      break;
  }
  return Label::Unknown;
}

MaskValues macadamMaskValues() {
  return {.road = {{255.0, false}}, .unknown = {{128.0, false}}, .others = MaskValues::Others::Background};
}

std::optional<MaskValues> parseMaskValues(std::string_view text, const std::vector<NamedMaskValue>& names) {
  if (trimmed(text).empty()) return std::nullopt;
  return Parser(text, names).parse();
}

std::string toText(const MaskValues& values) {
  std::vector<std::string> parts;
  switch (values.others) {
    case MaskValues::Others::Alpha:
      parts.emplace_back("alpha");
      break;
    case MaskValues::Others::AboveThreshold:
      parts.push_back("above " + toText(MaskValue{values.threshold, false}));
      break;
    case MaskValues::Others::Road:
      for (const MaskValue& value : values.background) parts.push_back("not " + toText(value));
      break;
    case MaskValues::Others::Background:
    case MaskValues::Others::Unknown:
      break;
  }
  if (!values.road.empty()) parts.push_back(listText("road=", values.road));
  if (!values.unknown.empty()) parts.push_back(listText("unknown=", values.unknown));
  if (values.others != MaskValues::Others::Road && !values.background.empty()) {
    parts.push_back(listText("background=", values.background));
  }
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

}  // namespace macadam
