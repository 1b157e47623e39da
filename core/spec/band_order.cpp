#include "spec/band_order.h"

#include <algorithm>
#include <charconv>

namespace macadam {
namespace {

constexpr std::string_view kSeparators = " ,[]";

}  // namespace

std::string toText(const BandOrder& bands) {
  if (bands == BandOrder{}) return {};
  return std::to_string(bands[0]) + ',' + std::to_string(bands[1]) + ',' + std::to_string(bands[2]);
}

std::optional<BandOrder> bandsFromText(std::string_view text) {
  BandOrder bands{};
  std::size_t count = 0;
  for (std::size_t start = text.find_first_not_of(kSeparators); start != std::string_view::npos;
       start = text.find_first_not_of(kSeparators, start)) {
    const std::size_t end = std::min(text.find_first_of(kSeparators, start), text.size());
    int band = 0;
    const auto [stop, error] = std::from_chars(text.data() + start, text.data() + end, band);
    if (error != std::errc() || stop != text.data() + end || band < 1 || count == bands.size()) return std::nullopt;
    bands[count++] = band;
    start = end;
  }
  if (count != 0 && count != bands.size()) return std::nullopt;
  return bands;
}

}  // namespace macadam
