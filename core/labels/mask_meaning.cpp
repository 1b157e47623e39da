#include "labels/mask_meaning.h"

#include "base/number_text.h"
#include "labels/mask_decision.h"
#include "labels/mask_totals.h"

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr std::size_t kMostFound = 64;
constexpr const char* kMasks = "masks";

std::string percent(double share) {
  return fixedText(100.0 * share, 2) + " %";
}

std::string wordFor(Label label) {
  return label == Label::Road ? "road" : label == Label::Unknown ? "unknown" : "background";
}

/// What a chosen rule does to the values that there are.
std::string saysOfChoice(const MaskValues& values, const std::vector<FoundValue>& found) {
  constexpr std::size_t kMostListed = 8;
  const std::string by = "by data.mask_values (" + toText(values) + ") ";
  if (values.others == MaskValues::Others::Alpha) return by + "what the alpha channel shows is road";
  if (found.size() > kMostListed) return by + "it is decided what is road";
  std::string text;
  for (const Label label : {Label::Road, Label::Unknown, Label::Background}) {
    std::vector<std::string> list;
    for (const FoundValue& each : found) {
      if (each.label == label && !each.isDeclaredNoData) list.push_back(toText(each.value));
    }
    const std::string verb = list.size() == 1 ? " is " : " are ";
    if (!list.empty()) text += (text.empty() ? "" : ", ") + listed(list) + verb + wordFor(label);
  }
  return by + (text.empty() ? "none of them is road" : text);
}

/// What the sentence adds on pixels beside the values.
std::string besides(const MaskTotals& totals, const MaskValues& values) {
  std::string text;
  for (const auto& [value, pixels] : totals.noData) {
    const Label label = values.labelOf(pixelOf(value, {}), true);
    text += "; the declared nodata " + toText(value) + " is " + wordFor(label);
  }
  if (totals.empty > 0) text += "; pixels without data are unknown";
  if (totals.transparent > 0 && values.others != MaskValues::Others::Alpha) text += "; transparent pixels are unknown";
  if (totals.minIsWhiteFiles > 0) text += "; 0 is stored as white and counted as viewers show it";
  return text;
}

std::vector<FoundValue> foundIn(const MaskTotals& totals, const std::vector<NamedMaskValue>& names) {
  std::vector<FoundValue> found;
  const auto add = [&](const MaskValue& value, std::uint64_t pixels, bool isDeclaredNoData) {
    FoundValue each{.value = value, .name = nameOf(value, totals, names), .share = totals.share(pixels)};
    each.isDeclaredNoData = isDeclaredNoData;
    const auto colour = totals.palette.find(value.number);
    if (value.isColour) each.colour = static_cast<std::uint32_t>(value.number);
    if (!value.isColour && colour != totals.palette.end()) each.colour = colour->second;
    found.push_back(std::move(each));
  };
  for (const auto& [value, pixels] : totals.values) add(value, pixels, false);
  for (const auto& [value, pixels] : totals.noData) add(value, pixels, true);
  std::ranges::stable_sort(found, std::ranges::greater{}, &FoundValue::share);
  if (found.size() > kMostFound) found.resize(kMostFound);
  return found;
}

MaskPixel pixelOf(const FoundValue& found) {
  MaskPixel pixel = pixelOf(found.value, {});
  if (found.colour) pixel.colour = found.colour;
  return pixel;
}

/// The values of roads that no mask holds, perhaps mistyped.
std::string absentRoads(const MaskValues& values, const std::vector<FoundValue>& found) {
  std::vector<std::string> absent;
  for (const MaskValue& road : values.road) {
    const MaskValues alone{.road = {road}};
    const bool isHeld = found.size() == kMostFound || std::ranges::any_of(found, [&](const FoundValue& each) {
                          return alone.listed(pixelOf(each)).has_value();
                        });
    if (!isHeld) absent.push_back(toText(road));
  }
  return absent.empty() ? "" : "; no mask holds " + listed(absent);
}

/// `1 (47.88 %), 6 (27.51 %)`
std::string sharesText(const std::vector<FoundValue>& found) {
  constexpr std::size_t kMostListed = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(found.size(), kMostListed); ++i) {
    const FoundValue& each = found[i];
    text += (i == 0 ? "" : ", ") + toText(each.value);
    if (!each.name.empty()) text += " \"" + each.name + "\"";
    if (each.colour && !each.value.isColour) text += " " + toText(MaskValue{double(*each.colour), true});
    text += each.isDeclaredNoData ? " (declared nodata, " : " (";
    text += percent(each.share) + ")";
  }
  return text + (found.size() > kMostListed ? ", …" : "");
}

/// The rule before values were surveyed: above 127 is road, declared values between 0 and 255 are unknown.
Label labelBefore(const MaskFacts& facts, const MaskValue& value, bool isRoadNet) {
  const MaskPixel pixel = pixelOf(value, facts.palette);
  if (isRoadNet) {
    if (!pixel.colour) return Label::Unknown;
    return *pixel.colour == 0xff0000 ? Label::Road : *pixel.colour == 0xffffff ? Label::Background : Label::Unknown;
  }
  const bool isDeclared = facts.declaredNoData == value && value.number > 0.0 && value.number < 255.0;
  if (isDeclared) return Label::Unknown;
  double brightness = pixel.brightness;
  if (!facts.palette.empty() && pixel.colour) {
    brightness = std::max({*pixel.colour >> 16, *pixel.colour >> 8 & 0xff, *pixel.colour & 0xff});
  }
  return brightness > 127.0 ? Label::Road : Label::Background;
}

double changedShare(const std::vector<SurveyedMask>& masks, const MaskValues& values, bool isRoadNet) {
  std::uint64_t changed = 0, all = 0;
  for (const SurveyedMask& mask : masks) {
    const MaskFacts& facts = *mask.facts;
    all += facts.pixels;
    if (values.others == MaskValues::Others::Alpha) {
      changed += facts.transparent;
      continue;
    }
    for (const auto& [value, pixels] : facts.values) {
      if (values.labelOf(pixelOf(value, facts.palette), false) != labelBefore(facts, value, isRoadNet))
        changed += pixels;
    }
    if (!facts.declaredNoData) continue;
    const Label now = values.labelOf(pixelOf(*facts.declaredNoData, facts.palette), true);
    if (now != labelBefore(facts, *facts.declaredNoData, isRoadNet)) changed += facts.noData;
  }
  return all == 0 ? 0.0 : double(changed) / double(all);
}

/// The rule that was chosen, or none with the problem in it.
std::optional<MaskValues> chosenValues(const MaskHints& hints, const std::vector<NamedMaskValue>& names,
                                       const MaskTotals& totals, MaskMeaning& meaning) {
  try {
    auto values = parseMaskValues(hints.chosen, names);
    if (!values || values->others != MaskValues::Others::Alpha || totals.alphaFiles > 0) return values;
    meaning.open = Problem{"data.mask_values = \"alpha\"", "needs masks with an alpha channel, and there are none",
                           "leave it empty to decide by the masks, or name the values of roads"};
  } catch (const Error& error) {
    meaning.open = error.problems().front();
  }
  return std::nullopt;
}

std::vector<NamedMaskValue> allNames(const std::vector<SurveyedMask>& masks, const MaskHints& hints) {
  std::vector<NamedMaskValue> names = hints.names;
  for (const SurveyedMask& mask : masks) {
    if (mask.facts->names.empty()) continue;
    names.insert(names.end(), mask.facts->names.begin(), mask.facts->names.end());
    break;
  }
  return names;
}

}  // namespace

MaskMeaning decideMasks(const std::vector<SurveyedMask>& masks, const MaskHints& hints) {
  MaskMeaning meaning;
  if (masks.empty()) return meaning;
  const MaskTotals totals(masks);
  const std::vector<NamedMaskValue> names = allNames(masks, hints);
  const std::string hold = "hold " + describeValues(totals, names);
  meaning.found = foundIn(totals, names);

  const auto chosen = chosenValues(hints, names, totals, meaning);
  MaskDecision decision;
  if (chosen) {
    decision.values = chosen;
  } else if (!meaning.open) {
    decision = decide(totals, masks, hints);
    if (!decision.values) {
      meaning.open = Problem{kMasks, hold + ", and " + decision.says + ": " + sharesText(meaning.found),
                             "set data.mask_values (or give --mask-values) to " + decision.choices};
    }
  }
  if (decision.values) meaning.values = *decision.values;
  for (FoundValue& each : meaning.found) each.label = meaning.values.labelOf(pixelOf(each), each.isDeclaredNoData);
  if (chosen) decision.says = saysOfChoice(*chosen, meaning.found) + absentRoads(*chosen, meaning.found);
  meaning.sentence = std::string(kMasks) + " " + hold + ": " +
                     (meaning.open ? "undecided" : decision.says + besides(totals, meaning.values));
  for (const SurveyedMask& mask : masks) meaning.counts += countLabels(*mask.facts, meaning.values);
  meaning.otherThanBefore = changedShare(masks, meaning.values, hints.isRoadNet);
  return meaning;
}

std::optional<Problem> unlikelyShare(const LabelCounts& counts, const std::string& what) {
  const std::string remedy =
      "see what their values mean, and set data.mask_values (or give --mask-values); where this is right, set "
      "data.accept_unlikely_masks = true (or give --accept-unlikely-masks)";
  if (counts.labelled() == 0) return Problem{what, "label nothing: every pixel is unknown", remedy};
  if (counts.road == 0) return Problem{what, "label no pixel as road", remedy};
  const double share = double(counts.road) / double(counts.labelled());
  if (share <= 0.5) return std::nullopt;
  return Problem{what, "label " + percent(share) + " as road, which is more than half", remedy};
}

std::string changeNote(const MaskMeaning& meaning) {
  if (meaning.otherThanBefore == 0.0) return {};
  return meaning.sentence + ". Earlier versions took all values above 127 for road, which differs on " +
         percent(meaning.otherThanBefore) + " of the mask pixels; runs trained then learned from those";
}

}  // namespace macadam
