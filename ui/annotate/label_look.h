#pragma once

#include "ui/canvas/road_colour.h"

namespace macadam {

enum class LabelShape { Filled, Outlined };
enum class LabelColours { ByLabel, BySource };

/// How labels are drawn over a picture.
struct LabelLook {
  double opacity = 0.6;
  LabelShape shape = LabelShape::Filled;  ///< Of roads; what is unknown is hatched in both.
  LabelColours colours = LabelColours::ByLabel;

  bool operator==(const LabelLook&) const = default;
};

/// Apart from amber and from each other in every common form of colour blindness, after Okabe and Ito.
inline constexpr Colour kByHandColour{86, 180, 233};
inline constexpr Colour kAcceptedColour{204, 121, 167};

}  // namespace macadam
