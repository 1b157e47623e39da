#pragma once

#include "data/dataset.h"

#include <array>
#include <string>

namespace macadam {

/// Where a picture lies on the earth.
struct GeoReference {
  /// x = t[0] + column·t[1] + row·t[2], y = t[3] + column·t[4] + row·t[5], for a pixel's upper left corner (GDAL's
  /// order).
  std::array<double, 6> transform{0, 1, 0, 0, 0, 1};
  std::string projection;  ///< As WKT; empty when the file states none.

  /// Of a window of the picture.
  GeoReference of(const Window& window) const {
    GeoReference moved = *this;
    moved.transform[0] += window.x * transform[1] + window.y * transform[2];
    moved.transform[3] += window.x * transform[4] + window.y * transform[5];
    return moved;
  }

  bool operator==(const GeoReference&) const = default;
};

}  // namespace macadam
