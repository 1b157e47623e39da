#include "labels/mask_decision.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace macadam {
namespace {

using Others = MaskValues::Others;

constexpr std::uint32_t kRed = 0xff0000;
constexpr std::uint32_t kWhite = 0xffffff;
constexpr std::uint32_t kVocVoid = 0xe0e0c0;  ///< PASCAL VOC's colour of what is not labelled, index 255.
constexpr double kDark = 64.0;
constexpr double kBright = 192.0;
/// Fewer numbers than these may well be classes.
constexpr std::size_t kFewestInstances = 20;

constexpr const char* kManyChoices =
    "\"road=N\" with the value of roads (the rest is then background), \"road=N; unknown=M\", or \"not 0\" where each "
    "road has its own number";

MaskDecision decided(MaskValues values, std::string says) {
  return {.values = std::move(values), .says = std::move(says)};
}

MaskDecision open(std::string why, std::string choices) {
  return {.says = std::move(why), .choices = std::move(choices)};
}

MaskValue number(double value) {
  return {value, false};
}

MaskValue colour(std::uint32_t value) {
  return {static_cast<double>(value), true};
}

std::optional<std::uint32_t> colourOf(const MaskValue& value, const MaskTotals& totals) {
  if (value.isColour) return static_cast<std::uint32_t>(value.number);
  if (totals.paletteFiles > 0) {
    const auto found = totals.palette.find(value.number);
    return found == totals.palette.end() ? std::nullopt : std::optional(found->second);
  }
  if (value.number < 0.0 || value.number > 255.0) return std::nullopt;
  return static_cast<std::uint32_t>(value.number) * 0x010101u;
}

double brightnessOf(std::uint32_t colour) {
  return std::max({colour >> 16, colour >> 8 & 0xff, colour & 0xff});
}

// ---- the alpha channel

/// Where all that can be seen is of one value, what can be seen is the road.
std::optional<MaskDecision> decideAlpha(const MaskTotals& totals) {
  const bool isOneValue = totals.values.size() == 1 && totals.fractions == 0 && totals.uncounted == 0;
  if (totals.alphaFiles != totals.files || totals.transparent == 0 || !isOneValue) return std::nullopt;
  return decided({.others = Others::Alpha}, "the alpha channel alone says more, and what can be seen is road");
}

// ---- red on white

bool isPink(std::uint32_t colour) {
  return colour >> 16 == 255 && (colour >> 8 & 0xff) == (colour & 0xff);
}

/// RoadNet: exact red on white, with antialiased shades between them.
std::optional<MaskDecision> decideRed(const MaskTotals& totals, bool isRoadNet) {
  std::uint64_t red = 0, white = 0, shades = 0, black = 0, all = totals.uncounted;
  for (const auto& [value, pixels] : totals.values) {
    const auto shown = colourOf(value, totals);
    all += pixels;
    if (!shown) continue;
    (*shown == kRed     ? red
     : *shown == kWhite ? white
     : *shown == 0      ? black
                        : shades) += *shown == 0 || isPink(*shown) ? pixels : 0;
  }
  const MaskValues values{.road = {colour(kRed)}, .background = {colour(kWhite)}, .others = Others::Unknown};
  const double share = all == 0 ? 0.0 : double(red + white + shades) / double(all);
  if (black > 0 || share < (isRoadNet ? 0.5 : 0.99)) return std::nullopt;
  if (!isRoadNet && (red == 0 || white == 0)) return std::nullopt;
  return decided(values, "red (#ff0000) is road and white background, shades between them are unknown");
}

// ---- colours

double distanceFromShades(std::uint32_t shade, std::uint32_t full) {
  double dot = 0.0, length = 0.0;
  for (const int shift : {16, 8, 0}) {
    dot += double(shade >> shift & 0xff) * (full >> shift & 0xff);
    length += double(full >> shift & 0xff) * (full >> shift & 0xff);
  }
  const double part = std::min(dot / length, 1.0);
  double distance = 0.0;
  for (const int shift : {16, 8, 0}) {
    distance = std::max(distance, std::abs(double(shade >> shift & 0xff) - part * (full >> shift & 0xff)));
  }
  return distance;
}

/// The colour that all others are darker shades of, where black is one of them.
std::optional<std::uint32_t> colourOnBlack(const MaskTotals& totals) {
  constexpr double kTolerance = 32.0;  // of JPEG
  constexpr double kStrays = 0.005;
  std::uint32_t full = 0;
  std::uint64_t most = 0, strays = totals.uncounted;
  for (const auto& [value, pixels] : totals.values) {
    const auto shown = colourOf(value, totals);
    if (shown && brightnessOf(*shown) >= kBright && pixels > most) {
      full = *shown;
      most = pixels;
    }
  }
  BrightnessCounts brightness;
  for (const auto& [value, pixels] : totals.values) {
    const auto shown = colourOf(value, totals);
    if (!shown || most == 0 || distanceFromShades(*shown, full) > kTolerance) {
      strays += pixels;
    } else {
      brightness.add(brightnessOf(*shown), 255.0, pixels);
    }
  }
  const bool isShaded =
      totals.share(strays) <= kStrays && brightness.dark > 0 && brightness.middle <= brightness.bright;
  return most > 0 && isShaded ? std::optional(full) : std::nullopt;
}

MaskDecision decideColours(const MaskTotals& totals) {
  if (totals.values.size() == 2 && totals.uncounted == 0 && totals.of(0) > 0) {
    const MaskValue& road = totals.values.rbegin()->first;
    return decided({.road = {road}, .others = Others::Background}, toText(road) + " is road");
  }
  if (const auto full = colourOnBlack(totals)) {
    return decided({.others = Others::AboveThreshold, .threshold = 127.0},
                   "they are shades of " + toText(colour(*full)) + " on black, and the brighter half is road");
  }
  return open("which colour is road, they do not say",
              "\"road=#ff0000\" with the colour of roads (the rest is then background), or \"road=#ff0000; "
              "background=#ffffff\" (the rest is then unknown)");
}

// ---- values between black and white

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
    return open("which of them are road, they do not say", "\"above 0.5\", with the number above which there is road");
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

// ---- numbers

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
  return open("all that is not " + road + " is the declared nodata " + declared +
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
  if (first != 0.0) return open("which of the two is road, they do not say", "\"road=" + road + "\"");
  if (totals.lossyFiles > 0 && second <= kDark) {
    return open("JPEG does not keep numbers as near to each other", "\"not 0\", or export the masks as PNG");
  }
  const auto shownFirst = colourOf(number(first), totals), shownSecond = colourOf(number(second), totals);
  const bool isInverted = totals.paletteFiles > 0 && shownFirst && shownSecond &&
                          brightnessOf(*shownFirst) >= kBright && brightnessOf(*shownSecond) < kDark;
  if (isInverted) {
    return open("index 0 is shown bright and " + road + " dark, and which is road, they do not say",
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
    return open("no mask holds both " + name + " and 255, and whether 255 is road or unknown in the " +
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
    const std::string cause = totals.lossyFiles > 0 ? "JPEG leaves shades between black and white, and "
                                                    : "they are shades between black and white, and ";
    return decided({.others = Others::AboveThreshold, .threshold = threshold},
                   cause + toText(number(threshold + 1)) + " and above is road");
  }
  if (areInstances(totals, masks)) {
    return decided({.background = {number(0)}, .others = Others::Road},
                   "each road has its own number, and all that is not 0 is road");
  }
  if (totals.lossyFiles > 0) {
    return open("JPEG does not keep numbers of classes", "\"above 127\", or export the masks as PNG");
  }
  return open("these are more than two, and which are road, they do not say", kManyChoices);
}

}  // namespace

MaskDecision decide(const MaskTotals& totals, const std::vector<SurveyedMask>& masks, const MaskHints& hints) {
  if (auto decision = decideAlpha(totals)) return *std::move(decision);
  if (totals.fractions > 0) return decideFractions(totals);
  if (auto decision = decideRed(totals, hints.isRoadNet)) return *std::move(decision);
  if (!totals.paletteConflict.empty()) {
    return open(totals.paletteConflict, "\"road=#ff0000\" with the colour of roads (the rest is then background)");
  }
  if (noDataMayBeBackground(totals, masks)) return askAboutNoData(totals);
  const bool hasColours = std::ranges::any_of(totals.values, [](const auto& each) { return each.first.isColour; });
  return hasColours ? decideColours(totals) : decideNumbers(totals, masks);
}

}  // namespace macadam
