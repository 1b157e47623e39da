#include "labels/mask_decision.h"

#include "labels/colour_decision.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace macadam {
namespace {

using Others = MaskValues::Others;

constexpr std::uint32_t kVocVoid = 0xe0e0c0;  ///< PASCAL VOC's colour of what is not labelled, index 255.
/// Fewer numbers than these may well be classes.
constexpr std::size_t kFewestInstances = 20;

constexpr const char* kManyChoices =
    "\"road=N\" with the value of roads (the rest is then background), \"road=N; unknown=M\", or \"not 0\" where each "
    "road has its own number";

MaskValue number(double value) {
  return {value, false};
}

MaskDecision decideFractions(const MaskTotals& totals) {
  double lowest = totals.lowestFraction, highest = totals.highestFraction;
  for (const auto& [value, pixels] : totals.values) {
    lowest = std::min(lowest, value.number);
    highest = std::max(highest, value.number);
  }
  const double scale = highest <= 1.0 ? 1.0 : 255.0;
  BrightnessCounts counts = scale == 1.0 ? totals.fractionsOfOne : totals.fractionsOf255;
  for (const auto& [value, pixels] : totals.values) counts.add(value.number, scale, pixels);
  if (lowest < 0.0 || highest > 255.0 || counts.middle > counts.bright || counts.dark == 0) {
    return leftOpen("which of them are road, they do not say",
                    "\"above 0.5\", with the number above which there is road");
  }
  const double half = scale / 2;
  return decided({.others = Others::AboveThreshold, .threshold = half},
                 "what is above " + toText(number(half)) + " is road");
}

/// Shades that smoothing or JPEG left between black and white. Without loss they take all values, also in the middle;
/// numbers of classes do not.
bool isBlackAndWhiteWithShades(const MaskTotals& totals, const std::vector<SurveyedMask>& masks, double scale) {
  constexpr std::size_t kFewestShades = 8;
  BrightnessCounts counts;
  std::size_t middleValues = 0;
  for (const auto& [value, pixels] : totals.values) {
    if (value.number < 0.0 || value.number > scale) return false;
    counts.add(value.number, scale, pixels);
    middleValues += value.number > scale / 4 && value.number < scale * 3 / 4;
  }
  if (totals.uncounted > 0 || totals.paletteFiles > 0 || counts.dark == 0 || counts.middle > counts.bright)
    return false;
  if (totals.lossyFiles == totals.files) return counts.bright > 0;
  const bool someHoldFaintRoads = std::ranges::any_of(masks, [&](const SurveyedMask& mask) {
    const auto& values = mask.facts->values;
    return !mask.facts->isLossy && values.size() >= 2 && values.back().first.number <= scale / 4;
  });
  return !someHoldFaintRoads && middleValues >= kFewestShades;
}

bool holds(const MaskFacts& facts, double value) {
  return std::ranges::any_of(facts.values, [&](const auto& each) { return each.first == number(value); });
}

/// Whether the values beside the declared "no data" are of one kind only, so that it may well be the background.
bool noDataMayBeBackground(const MaskTotals& totals, const std::vector<SurveyedMask>& masks) {
  if (totals.noData.empty()) return false;
  if (totals.values.size() == 1) return totals.values.begin()->first.number != 0.0;
  const bool isAlsoAValue =
      std::ranges::any_of(totals.noData, [&](const auto& declared) { return totals.values.contains(declared.first); });
  if (!isAlsoAValue) return false;
  std::set<MaskValue> beside;
  for (const SurveyedMask& mask : masks) {
    if (mask.facts->noData == 0) continue;
    for (const auto& [value, pixels] : mask.facts->values) beside.insert(value);
  }
  return beside.size() == 1 && beside.begin()->number != 0.0;
}

MaskDecision askAboutNoData(const MaskTotals& totals) {
  const std::string declared = toText(totals.noData.begin()->first);
  const std::string road = toText(totals.values.rbegin()->first);
  return leftOpen(
      "all that is not " + road + " is the declared nodata " + declared +
          ", and whether that is background or unknown, they do not say",
      "\"road=" + road + "; background=" + declared + "\" or \"road=" + road + "; unknown=" + declared + "\"");
}

/// Each road its own number: far more of them than there are classes, or counted from 1 in each mask anew.
bool areInstances(const MaskTotals& totals, const std::vector<SurveyedMask>& masks) {
  if (totals.paletteFiles > 0 || totals.of(0) * 2 < totals.pixels) return false;
  const auto isLarge = [](const auto& each) { return each.first.number > 255.0; };
  if (totals.values.begin()->first.number < 0.0) return false;
  if (std::ranges::count_if(totals.values, isLarge) >= std::ptrdiff_t(kFewestInstances)) return true;
  std::size_t most = 0;
  for (const SurveyedMask& mask : masks) {
    const auto& values = mask.facts->values;
    const std::size_t count = values.size() - (holds(*mask.facts, 0.0) ? 1 : 0);
    if (count > 0 && values.back().first.number != static_cast<double>(count)) return false;
    most = std::max(most, count);
  }
  return most >= kFewestInstances;
}

MaskDecision decideTwo(const MaskTotals& totals) {
  const double first = totals.values.begin()->first.number;
  const double second = totals.values.rbegin()->first.number;
  const std::string road = toText(number(second));
  if (first != 0.0) return leftOpen("which of the two is road, they do not say", "\"road=" + road + "\"");
  if (totals.lossyFiles > 0 && second <= kDark) {
    return leftOpen("compression with loss does not keep numbers that near to each other",
                    "\"not 0\", or export the masks as PNG");
  }
  const auto shownFirst = colourOf(number(first), totals), shownSecond = colourOf(number(second), totals);
  const bool isInverted = totals.paletteFiles > 0 && shownFirst && shownSecond &&
                          brightnessOf(*shownFirst) >= kBright && brightnessOf(*shownSecond) < kDark;
  if (isInverted) {
    return leftOpen("index 0 is shown bright and " + road + " dark, and which is road, they do not say",
                    "\"road=" + road + "\" or \"road=0\"");
  }
  return decided({.road = {number(second)}, .others = Others::Background}, road + " is road");
}

/// 0, the number of roads, and 255 for what is unknown.
std::optional<MaskDecision> decideWithUnknown(const MaskTotals& totals, const std::vector<SurveyedMask>& masks) {
  const std::vector<MaskValue> values = totals.distinct();
  if (values.size() != 3 || values[0] != number(0) || values[2] != number(255)) return std::nullopt;
  const bool isVoc = totals.paletteFiles == totals.files && colourOf(number(255), totals) == kVocVoid;
  if (values[1] != number(1) && !isVoc) return std::nullopt;
  const double road = values[1].number;
  const auto holdsBoth = [&](const SurveyedMask& mask) {
    return holds(*mask.facts, road) && holds(*mask.facts, 255.0);
  };
  if (std::ranges::none_of(masks, holdsBoth)) {
    const auto count = std::ranges::count_if(masks, [](const SurveyedMask& mask) { return holds(*mask.facts, 255.0); });
    const std::string name = toText(values[1]);
    return leftOpen("no mask holds both " + name + " and 255, and whether 255 is road or unknown in the " +
                        std::to_string(count) + " that hold it, they do not say",
                    "\"road=" + name + ",255\" or \"road=" + name + "; unknown=255\"");
  }
  return decided({.road = {values[1]}, .unknown = {values[2]}, .others = Others::Background},
                 toText(values[1]) + " is road, 255 is unknown");
}

MaskDecision decideNumbers(const MaskTotals& totals, const std::vector<SurveyedMask>& masks) {
  if (totals.values.empty()) return decided({.others = Others::Unknown}, "all is unknown");
  if (totals.values.size() == 1) {
    const MaskValue only = totals.values.begin()->first;
    if (only.number == 0.0) return decided({.road = {number(255)}, .others = Others::Background}, "all is background");
    return decided({.road = {only}, .others = Others::Background}, "all is road");
  }
  if (totals.values.size() == 2 && totals.uncounted == 0) return decideTwo(totals);
  if (auto decision = decideWithUnknown(totals, masks)) return *std::move(decision);
  const double scale = totals.values.rbegin()->first.number > 255.0 ? 65535.0 : 255.0;
  if (isBlackAndWhiteWithShades(totals, masks, scale)) {
    const double threshold = std::floor(scale / 2);
    const std::string cause = totals.lossyFiles > 0
                                  ? "compression with loss leaves shades between black and white, and "
                                  : "they are shades between black and white, and ";
    return decided({.others = Others::AboveThreshold, .threshold = threshold},
                   cause + toText(number(threshold + 1)) + " and above is road");
  }
  if (areInstances(totals, masks)) {
    return decided({.background = {number(0)}, .others = Others::Road},
                   "each road has its own number, and all that is not 0 is road");
  }
  if (totals.lossyFiles > 0) {
    return leftOpen("compression with loss does not keep numbers of classes",
                    "\"above N\" with a number between background and road, or export the masks as PNG");
  }
  return leftOpen("these are more than two, and which are road, they do not say", kManyChoices);
}

}  // namespace

MaskDecision decided(MaskValues values, std::string says) {
  return {.values = std::move(values), .says = std::move(says)};
}

MaskDecision leftOpen(std::string why, std::string choices) {
  return {.says = std::move(why), .choices = std::move(choices)};
}

MaskDecision decide(const MaskTotals& totals, const std::vector<SurveyedMask>& masks, const MaskHints& hints) {
  if (auto decision = decideAlpha(totals)) return *std::move(decision);
  if (totals.fractions > 0) return decideFractions(totals);
  if (auto decision = decideRed(totals, hints.isRoadNet)) return *std::move(decision);
  if (!totals.paletteConflict.empty()) {
    return leftOpen(totals.paletteConflict, "\"road=#ff0000\" with the colour of roads (the rest is then background)");
  }
  if (noDataMayBeBackground(totals, masks)) return askAboutNoData(totals);
  const bool hasColours = std::ranges::any_of(totals.values, [](const auto& each) { return each.first.isColour; });
  return hasColours ? decideColours(totals) : decideNumbers(totals, masks);
}

}  // namespace macadam
