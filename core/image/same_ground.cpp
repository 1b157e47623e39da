#include "image/same_ground.h"

#include "base/number_text.h"
#include "image/gdal_session.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>
#include <ogr_srs_api.h>

namespace macadam {
namespace {

/// Coordinates of neighbouring programs differ by rounding, and by half a pixel where a place is meant to be the
/// centre.
constexpr double kLargestShift = 0.51;

using Transform = std::array<double, 6>;

struct ReleaseSpatialReference {
  void operator()(OGRSpatialReferenceH reference) const { OSRRelease(reference); }
};
using SpatialReference = std::unique_ptr<std::remove_pointer_t<OGRSpatialReferenceH>, ReleaseSpatialReference>;

bool statesNoPlace(const Transform& t) {
  return t[0] == 0.0 && t[3] == 0.0 && t[1] == 1.0 && t[2] == 0.0 && t[4] == 0.0 && std::abs(t[5]) == 1.0;
}

std::string nameOf(OGRSpatialReferenceH reference) {
  const char* authority = OSRGetAuthorityName(reference, nullptr);
  const char* code = OSRGetAuthorityCode(reference, nullptr);
  const char* name = OSRGetName(reference);
  if (authority != nullptr && code != nullptr) return std::string(authority) + ":" + code;
  return name == nullptr ? "another coordinate system" : name;
}

/// Empty where both are the same, however they are written, or one is unknown. Heights say nothing of the ground plan.
std::string projectionDifference(const std::string& image, const std::string& mask) {
  if (image.empty() || mask.empty() || image == mask) return {};
  const GdalSession quiet;
  const SpatialReference ofImage(OSRNewSpatialReference(image.c_str()));
  const SpatialReference ofMask(OSRNewSpatialReference(mask.c_str()));
  if (!ofImage || !ofMask) return {};
  OSRStripVertical(ofImage.get());
  OSRStripVertical(ofMask.get());
  const char* const options[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES",
                                 "CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS", "IGNORE_COORDINATE_EPOCH=YES",
                                 nullptr};
  if (OSRIsSameEx(ofImage.get(), ofMask.get(), options)) return {};
  return "is in " + nameOf(ofMask.get()) + ", its image in " + nameOf(ofImage.get());
}

/// A place as column and row of the picture with this transform.
cv::Point2d pixelAt(const Transform& t, cv::Point2d place) {
  const double x = place.x - t[0], y = place.y - t[3];
  const double determinant = t[1] * t[5] - t[2] * t[4];
  return {(x * t[5] - y * t[2]) / determinant, (y * t[1] - x * t[4]) / determinant};
}

cv::Point2d placeOf(const Transform& t, double column, double row) {
  return {t[0] + column * t[1] + row * t[2], t[3] + column * t[4] + row * t[5]};
}

double pixelWidth(const Transform& t) {
  return std::hypot(t[1], t[4]);
}

double pixelHeight(const Transform& t) {
  return std::hypot(t[2], t[5]);
}

std::string rounded(double value) {
  return shortestText(std::round(value * 1e6) / 1e6);
}

std::string sizeText(const Transform& t) {
  return rounded(pixelWidth(t)) + "×" + rounded(pixelHeight(t));
}

}  // namespace

std::string groundDifference(const GeoReference& image, const GeoReference& mask, cv::Size size) {
  const Transform& i = image.transform;
  const Transform& m = mask.transform;
  if (!image.controlPoints.empty() || !mask.controlPoints.empty()) return {};
  if (statesNoPlace(i) || statesNoPlace(m) || i[1] * i[5] == i[2] * i[4]) return {};
  if (std::string difference = projectionDifference(image.projection, mask.projection); !difference.empty()) {
    return difference;
  }
  double largest = 0.0;
  for (const cv::Point2d corner : {cv::Point2d(0, 0), cv::Point2d(size.width, 0), cv::Point2d(0, size.height),
                                   cv::Point2d(size.width, size.height)}) {
    const cv::Point2d there = pixelAt(i, placeOf(m, corner.x, corner.y));
    largest = std::max({largest, std::abs(there.x - corner.x), std::abs(there.y - corner.y)});
  }
  if (largest <= kLargestShift) return {};

  const double width = (pixelWidth(m) / pixelWidth(i) - 1.0) * size.width;
  const double height = (pixelHeight(m) / pixelHeight(i) - 1.0) * size.height;
  if (std::max(std::abs(width), std::abs(height)) > kLargestShift) {
    return "has pixels of " + sizeText(m) + ", its image of " + sizeText(i) + " units";
  }
  const double turn = (std::atan2(m[4], m[1]) - std::atan2(i[4], i[1])) * 180.0 / std::numbers::pi;
  if (std::abs(turn) * std::numbers::pi / 180.0 * std::max(size.width, size.height) > kLargestShift) {
    return "is turned by " + fixedText(turn, 2) + " degrees against its image";
  }
  const cv::Point2d origin = pixelAt(i, placeOf(m, 0, 0));
  return "lies " + fixedText(std::abs(origin.x), 1) + " pixels " + (origin.x < 0 ? "left" : "right") + " of and " +
         fixedText(std::abs(origin.y), 1) + " " + (origin.y < 0 ? "above" : "below") + " its image on the ground";
}

}  // namespace macadam
