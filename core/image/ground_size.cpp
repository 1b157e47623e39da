#include "image/ground_size.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <ogr_srs_api.h>
#include <utility>
#include <vector>

namespace macadam {
namespace {

constexpr double kEarthRadius = 6371008.8;  ///< Metres, the mean one (IUGG).

struct ReferenceRelease {
  void operator()(OGRSpatialReferenceH reference) const { OSRRelease(reference); }
};
using SpatialReference = std::unique_ptr<void, ReferenceRelease>;

struct TransformationRelease {
  void operator()(OGRCoordinateTransformationH transformation) const {
    OCTDestroyCoordinateTransformation(transformation);
  }
};
using Transformation = std::unique_ptr<void, TransformationRelease>;

/// Longitude and latitude in radians.
std::optional<cv::Point2d> placeOf(OGRCoordinateTransformationH toGeographic, cv::Point2d map) {
  if (OCTTransform(toGeographic, 1, &map.x, &map.y, nullptr) == 0) return std::nullopt;
  return map * (std::numbers::pi / 180.0);
}

/// Along a great circle (haversine formula).
double metresBetween(cv::Point2d a, cv::Point2d b) {
  const double height = std::sin((b.y - a.y) / 2), width = std::sin((b.x - a.x) / 2);
  const double chord = height * height + std::cos(a.y) * std::cos(b.y) * width * width;
  return 2.0 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(chord)));
}

/// Two places of the picture on the map, and how many pixels lie between them.
struct Reach {
  cv::Point2d from, to;
  double pixels = 0.0;
};

std::vector<Reach> reachesOf(const GeoReference& reference, cv::Size size) {
  const auto& points = reference.controlPoints;
  if (!points.empty()) {
    std::vector<Reach> reaches;
    for (std::size_t i = 1; i < points.size(); ++i) {
      const ControlPoint &a = points[0], &b = points[i];
      const double pixels = std::hypot(b.column - a.column, b.row - a.row);
      if (pixels >= 1.0) reaches.push_back({{a.x, a.y}, {b.x, b.y}, pixels});
    }
    return reaches;
  }
  const auto& t = reference.transform;
  const auto onMap = [&t](double column, double row) {
    return cv::Point2d(t[0] + column * t[1] + row * t[2], t[3] + column * t[4] + row * t[5]);
  };
  const double x = size.width / 2.0, y = size.height / 2.0;
  return {{onMap(x - 1, y), onMap(x + 1, y), 2.0}, {onMap(x, y - 1), onMap(x, y + 1), 2.0}};
}

}  // namespace

std::optional<double> metresPerPixel(const GeoReference& reference, cv::Size size) {
  if (reference.projection.empty()) return std::nullopt;
  const SpatialReference own(OSRNewSpatialReference(reference.projection.c_str()));
  const SpatialReference geographic(OSRNewSpatialReference(nullptr));
  if (!own || OSRImportFromEPSG(geographic.get(), 4326) != OGRERR_NONE) return std::nullopt;
  for (const SpatialReference* system : {&own, &geographic})
    OSRSetAxisMappingStrategy(system->get(), OAMS_TRADITIONAL_GIS_ORDER);
  const Transformation toGeographic(OCTNewCoordinateTransformation(own.get(), geographic.get()));
  if (!toGeographic) return std::nullopt;
  double metres = 0.0, pixels = 0.0;
  for (const Reach& reach : reachesOf(reference, size)) {
    const auto from = placeOf(toGeographic.get(), reach.from), to = placeOf(toGeographic.get(), reach.to);
    if (!from || !to) return std::nullopt;
    metres += metresBetween(*from, *to);
    pixels += reach.pixels;
  }
  if (pixels <= 0.0 || !(metres > 0.0)) return std::nullopt;
  return metres / pixels;
}

}  // namespace macadam
