#include "labels/colour_decision.h"

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

using Others = MaskValues::Others;

constexpr std::uint32_t kRed = 0xff0000;
constexpr std::uint32_t kWhite = 0xffffff;

MaskValue colour(std::uint32_t value) {
  return {static_cast<double>(value), true};
}

/// Red and white included.
bool isPink(std::uint32_t colour) {
  return colour >> 16 == 255 && (colour >> 8 & 0xff) == (colour & 0xff);
}

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

}  // namespace

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

std::optional<MaskDecision> decideAlpha(const MaskTotals& totals) {
  const bool isOneValue = totals.values.size() == 1 && totals.fractions == 0 && totals.uncounted == 0;
  if (totals.alphaFiles != totals.files || totals.transparent == 0 || !isOneValue) return std::nullopt;
  return decided({.others = Others::Alpha}, "the alpha channel alone says more, and what can be seen is road");
}

std::optional<MaskDecision> decideRed(const MaskTotals& totals, bool isRoadNet) {
  std::uint64_t red = 0, white = 0, black = 0, fromRedToWhite = 0, all = totals.uncounted;
  for (const auto& [value, pixels] : totals.values) {
    const auto shown = colourOf(value, totals);
    all += pixels;
    if (shown == kRed) red += pixels;
    if (shown == kWhite) white += pixels;
    if (shown == 0u) black += pixels;
    if (shown && isPink(*shown)) fromRedToWhite += pixels;
  }
  const MaskValues values{.road = {colour(kRed)}, .background = {colour(kWhite)}, .others = Others::Unknown};
  const double share = all == 0 ? 0.0 : double(fromRedToWhite) / double(all);
  if (black > 0 || share < (isRoadNet ? 0.5 : 0.99)) return std::nullopt;
  if (!isRoadNet && (red == 0 || white == 0)) return std::nullopt;
  return decided(values, "red (#ff0000) is road and white background, shades between them are unknown");
}

MaskDecision decideColours(const MaskTotals& totals) {
  // Where compression may have moved colours, they are counted roughly, and no one value is that of the roads.
  if (totals.lossyFiles == 0 && totals.values.size() == 2 && totals.uncounted == 0 && totals.of(0) > 0) {
    const MaskValue& road = totals.values.rbegin()->first;
    return decided({.road = {road}, .others = Others::Background}, toText(road) + " is road");
  }
  if (const auto full = colourOnBlack(totals)) {
    return decided({.others = Others::AboveThreshold, .threshold = 127.0},
                   "they are shades of " + toText(colour(*full)) + " on black, and the brighter half is road");
  }
  return leftOpen("which colour is road, they do not say",
                  "\"road=#ff0000\" with the colour of roads (the rest is then background), or \"road=#ff0000; "
                  "background=#ffffff\" (the rest is then unknown)");
}

}  // namespace macadam
