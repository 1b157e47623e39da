#include "ui/annotate/display_adjustment.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace macadam {

LookupTable lookupTable(const DisplayAdjustment& adjustment) {
  const double slope = std::tan((std::clamp(adjustment.contrast, -100, 99) / 100.0 + 1.0) * std::numbers::pi / 4.0);
  LookupTable table{};
  for (int i = 0; i < 256; ++i) {
    const double opened = std::pow(i / 255.0, 1.0 / adjustment.gamma);
    const double value = (opened - 0.5) * slope + 0.5 + adjustment.brightness / 100.0;
    table[i] = static_cast<std::uint8_t>(std::lround(255.0 * std::clamp(value, 0.0, 1.0)));
  }
  return table;
}

}  // namespace macadam
