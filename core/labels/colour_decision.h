#pragma once

#include "labels/mask_decision.h"

#include <cstdint>
#include <optional>

namespace macadam {

/// What is shown bright, and what dark, of 255.
inline constexpr double kDark = 64.0;
inline constexpr double kBright = 192.0;

/// The colour in which a value is shown: its own, that of the palette's entry, or that of the grey.
std::optional<std::uint32_t> colourOf(const MaskValue& value, const MaskTotals& totals);

/// The largest channel.
double brightnessOf(std::uint32_t colour);

/// Where all that can be seen is of one value, what can be seen is the road; otherwise nothing is decided.
std::optional<MaskDecision> decideAlpha(const MaskTotals& totals);

/// RoadNet: exact red on white, with antialiased shades between them; otherwise nothing is decided.
std::optional<MaskDecision> decideRed(const MaskTotals& totals, bool isRoadNet);

/// One colour on black, also with shades of it; the rest is open.
MaskDecision decideColours(const MaskTotals& totals);

}  // namespace macadam
