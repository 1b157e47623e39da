#include "labels/mask_totals.h"

#include <algorithm>

namespace macadam {
namespace {

constexpr std::size_t kMostListed = 8;
constexpr std::size_t kMostKept = 65536;

void addPalette(MaskTotals& totals, const SurveyedMask& mask) {
  for (const auto& [value, pixels] : mask.facts->values) {
    if (value.number >= static_cast<double>(mask.facts->palette.size())) continue;
    const std::uint32_t colour = mask.facts->palette[static_cast<std::size_t>(value.number)];
    const auto [entry, isNew] = totals.palette.emplace(value.number, colour);
    if (isNew || entry->second == colour || !totals.paletteConflict.empty()) continue;
    totals.paletteConflict = "palettes differ: index " + toText(value) + " is " +
                             toText({double(entry->second), true}) + " in some masks and " +
                             toText({double(colour), true}) + " in " + mask.file.filename().string();
  }
}

void addFractions(MaskTotals& totals, const MaskFacts& facts) {
  if (facts.fractions == 0) return;
  const bool isFirst = totals.fractions == 0;
  totals.lowestFraction = isFirst ? facts.lowestFraction : std::min(totals.lowestFraction, facts.lowestFraction);
  totals.highestFraction = isFirst ? facts.highestFraction : std::max(totals.highestFraction, facts.highestFraction);
  totals.fractions += facts.fractions;
  totals.fractionsOfOne += facts.fractionsOfOne;
  totals.fractionsOf255 += facts.fractionsOf255;
}

void add(MaskTotals& totals, const SurveyedMask& mask) {
  const MaskFacts& facts = *mask.facts;
  ++totals.files;
  totals.pixels += facts.pixels;
  totals.empty += facts.empty;
  totals.transparent += facts.transparent;
  totals.uncounted += facts.uncounted;
  totals.paletteFiles += !facts.palette.empty();
  totals.colourFiles += facts.isColour;
  totals.alphaFiles += facts.hasAlpha;
  totals.lossyFiles += facts.isLossy;
  totals.minIsWhiteFiles += facts.isMinIsWhite;
  if (facts.declaredNoData && facts.noData > 0) totals.noData[*facts.declaredNoData] += facts.noData;
  for (const auto& [value, pixels] : facts.values) {
    if (totals.values.size() < kMostKept || totals.values.contains(value))
      totals.values[value] += pixels;
    else
      totals.uncounted += pixels;
  }
  addPalette(totals, mask);
  addFractions(totals, facts);
}

}  // namespace

std::string listed(const std::vector<std::string>& texts) {
  std::string text;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == texts.size() ? " and " : ", ") + texts[i];
  }
  return text;
}

MaskTotals::MaskTotals(const std::vector<SurveyedMask>& masks) {
  for (const SurveyedMask& mask : masks) add(*this, mask);
}

std::uint64_t MaskTotals::of(double number) const {
  const auto found = values.find({number, false});
  return found == values.end() ? 0 : found->second;
}

std::vector<MaskValue> MaskTotals::distinct() const {
  std::vector<MaskValue> all;
  for (const auto& [value, count] : values) all.push_back(value);
  return all;
}

std::string nameOf(const MaskValue& value, const MaskTotals& totals, const std::vector<NamedMaskValue>& names) {
  const auto colour = totals.palette.find(value.number);
  for (const NamedMaskValue& named : names) {
    for (const MaskValue& each : named.values) {
      const bool isOfPalette = each.isColour && !value.isColour && colour != totals.palette.end() &&
                               each.number == static_cast<double>(colour->second);
      const bool isGrey = each.isColour && !value.isColour && totals.palette.empty() && value.number <= 255.0 &&
                          each.number == value.number * 0x010101;
      if (each == value || isOfPalette || isGrey) return named.name;
    }
  }
  return {};
}

std::string describeValues(const MaskTotals& totals, const std::vector<NamedMaskValue>& names) {
  if (totals.fractions > 0) {
    double low = totals.lowestFraction, high = totals.highestFraction;
    if (!totals.values.empty()) {
      low = std::min(low, totals.values.begin()->first.number);
      high = std::max(high, totals.values.rbegin()->first.number);
    }
    return "fractions from " + toText(MaskValue{low, false}) + " to " + toText(MaskValue{high, false});
  }
  if (totals.values.empty()) return "no values";
  if (totals.values.size() > kMostListed) {
    const MaskValue& low = totals.values.begin()->first;
    const MaskValue& high = totals.values.rbegin()->first;
    const std::string count = (totals.uncounted > 0 ? "more than " : "") + std::to_string(totals.values.size());
    return count + (high.isColour ? " colours" : " values from " + toText(low) + " to " + toText(high));
  }
  std::vector<std::string> texts;
  for (const auto& [value, pixels] : totals.values) {
    std::string text = toText(value);
    const auto colour = totals.palette.find(value.number);
    const std::string name = nameOf(value, totals, names);
    if (!name.empty()) text += " \"" + name + "\"";
    if (!value.isColour && colour != totals.palette.end()) text += " (" + toText({double(colour->second), true}) + ")";
    texts.push_back(std::move(text));
  }
  return listed(texts);
}

}  // namespace macadam
