#pragma once

#include "image/overlay.h"

namespace macadam {

/// Of roads painted over a picture, on all pages. Amber: apart from vegetation, roofs, water and asphalt, and from the
/// colours of errors.
inline constexpr Colour kRoadColour{255, 190, 30};

}  // namespace macadam
