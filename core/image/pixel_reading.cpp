#include "image/pixel_reading.h"

#include "base/number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

namespace macadam {
namespace {

constexpr std::string_view kEachByItself = "each by itself";
constexpr std::string_view kBands = " bands ";
constexpr std::string_view kTo = "..";

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) found.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

std::optional<float> numberFrom(std::string_view word) {
  float number{};
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return number;
}

std::optional<ValueRange> rangeFrom(std::string_view word) {
  const std::size_t middle = word.find(kTo);
  if (middle == std::string_view::npos) return std::nullopt;
  const auto low = numberFrom(word.substr(0, middle));
  const auto high = numberFrom(word.substr(middle + kTo.size()));
  if (!low || !high || !(*low < *high)) return std::nullopt;
  return ValueRange{*low, *high};
}

std::optional<PixelReading::Ranges> rangesFrom(std::string_view text) {
  const std::vector<std::string_view> found = words(text);
  PixelReading::Ranges ranges;
  if (found.size() != ranges.size()) return std::nullopt;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const std::optional<ValueRange> range = rangeFrom(found[i]);
    if (!range) return std::nullopt;
    ranges[i] = *range;
  }
  return ranges;
}

/// The shortest that reads back exactly.
std::string exactText(float value) {
  char buffer[64];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return {buffer, end};
}

/// To three digits or, above a thousand, the whole number.
std::string roundText(float value) {
  const double size = std::abs(double(value));
  return fixedText(value, size >= 100 ? 0 : size >= 10 ? 1 : 3);
}

std::string spanText(const ValueRange& range) {
  const auto text = range.low == std::rint(range.low) && range.high == std::rint(range.high) ? exactText : roundText;
  return text(range.low) + " to " + text(range.high);
}

}  // namespace

std::string toText(const PixelReading& reading) {
  std::string text;
  if (!reading.ranges) text = kEachByItself;
  for (std::size_t i = 0; reading.ranges && i < reading.ranges->size(); ++i) {
    const ValueRange& range = (*reading.ranges)[i];
    text += (i == 0 ? "" : " ") + exactText(range.low) + std::string(kTo) + exactText(range.high);
  }
  return reading.bands == BandOrder{} ? text : text + std::string(kBands) + toText(reading.bands);
}

std::optional<PixelReading> readingFromText(std::string_view text) {
  PixelReading reading;
  if (const std::size_t start = text.find(kBands); start != std::string_view::npos) {
    const std::optional<BandOrder> bands = bandsFromText(text.substr(start + kBands.size()));
    if (!bands || *bands == BandOrder{}) return std::nullopt;
    reading.bands = *bands;
    text = text.substr(0, start);
  }
  if (text == kEachByItself) return reading;
  reading.ranges = rangesFrom(text);
  return reading.ranges ? std::optional(reading) : std::nullopt;
}

std::string describe(const PixelReading::Ranges& ranges) {
  if (ranges[0] == ranges[1] && ranges[0] == ranges[2]) return "from " + spanText(ranges[0]);
  return "from " + spanText(ranges[0]) + " (red), " + spanText(ranges[1]) + " (green), " + spanText(ranges[2]) +
         " (blue)";
}

}  // namespace macadam
