#pragma once

#include "data/dataset.h"
#include "image/orientation.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// A point of a picture whose place on the earth is known.
struct ControlPoint {
  double column = 0.0;  ///< Of the picture, 0 at the left edge of its first pixel.
  double row = 0.0;
  double x = 0.0;
  double y = 0.0;
  double z = 0.0;

  bool operator==(const ControlPoint&) const = default;
};

/// Where a picture lies on the earth.
struct GeoReference {
  /// x = t[0] + column·t[1] + row·t[2], y = t[3] + column·t[4] + row·t[5], for a pixel's upper left corner (GDAL's
  /// order). It says nothing where there are control points.
  std::array<double, 6> transform{0, 1, 0, 0, 0, 1};
  std::string projection;  ///< As WKT; empty when the file states none.
  /// Where no transform fits them exactly.
  std::vector<ControlPoint> controlPoints{};
  /// The sensor model of raw satellite scenes, as GDAL's `RPC` metadata, `NAME=value`.
  std::vector<std::string> rationalPolynomials{};

  /// Of a window of the picture.
  GeoReference of(const Window& window) const;

  bool operator==(const GeoReference&) const = default;
};

/// Of an open picture (a GDALDatasetH), as `orientation` turns it upright: its transform, of the file or of a world
/// file beside it; else its control points, as a transform where one fits each of them to a hundredth of a pixel. Empty
/// where it has neither.
std::optional<GeoReference> readGeoReference(void* dataset, const Orientation& orientation);

/// Writes it into a new dataset (a GDALDatasetH).
void writeGeoReference(void* dataset, const GeoReference& reference);

}  // namespace macadam
