#include "image/geo_reference.h"

#include "base/number_text.h"

#include <gdal.h>

#include <algorithm>
#include <cmath>
#include <cpl_conv.h>
#include <cpl_string.h>
#include <string>
#include <utility>

namespace macadam {
namespace {

/// By which a control point may miss its place, in pixels, for a transform to stand for it.
constexpr double kExact = 0.01;

std::vector<ControlPoint> readControlPoints(GDALDatasetH dataset) {
  const GDAL_GCP* points = GDALGetGCPs(dataset);
  std::vector<ControlPoint> read;
  for (int i = 0; i < GDALGetGCPCount(dataset); ++i) {
    read.push_back({points[i].dfGCPPixel, points[i].dfGCPLine, points[i].dfGCPX, points[i].dfGCPY, points[i].dfGCPZ});
  }
  return read;
}

/// GDAL's form of control points; they borrow the texts of their numbers.
std::vector<GDAL_GCP> toGdal(const std::vector<ControlPoint>& points, std::vector<std::string>& names) {
  static char nothing[] = "";
  names.clear();
  for (std::size_t i = 0; i < points.size(); ++i) names.push_back(std::to_string(i + 1));
  std::vector<GDAL_GCP> list;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const ControlPoint& point = points[i];
    list.push_back({names[i].data(), nothing, point.column, point.row, point.x, point.y, point.z});
  }
  return list;
}

/// Two points fit many transforms, three or more at most one.
bool fitExactly(const std::vector<ControlPoint>& points, std::array<double, 6>& transform) {
  std::vector<std::string> names;
  const std::vector<GDAL_GCP> list = toGdal(points, names);
  if (points.size() < 3 || !GDALGCPsToGeoTransform(static_cast<int>(list.size()), list.data(), transform.data(), 0)) {
    return false;
  }
  const auto& t = transform;
  const double pixel = std::sqrt(std::abs(t[1] * t[5] - t[2] * t[4]));
  return pixel > 0.0 && std::ranges::all_of(points, [&](const ControlPoint& p) {
           const double x = t[0] + p.column * t[1] + p.row * t[2] - p.x;
           const double y = t[3] + p.column * t[4] + p.row * t[5] - p.y;
           return std::hypot(x, y) <= kExact * pixel;
         });
}

std::vector<std::string> readRationalPolynomials(GDALDatasetH dataset) {
  std::vector<std::string> terms;
  for (char** term = GDALGetMetadata(dataset, "RPC"); term != nullptr && *term != nullptr; ++term) {
    terms.emplace_back(*term);
  }
  return terms;
}

/// `NAME=value` with `by` less, where it is the term `name`.
void moveTerm(std::string& term, const std::string& name, double by) {
  const std::string start = name + '=';
  if (term.starts_with(start)) term = start + shortestText(CPLAtof(term.c_str() + start.size()) - by);
}

/// Transposed first, then mirrored, as the pixels are.
void turn(GeoReference& reference, const Orientation& orientation, double width, double height) {
  for (ControlPoint& point : reference.controlPoints) {
    if (orientation.transposed) std::swap(point.column, point.row);
    if (orientation.mirroredX) point.column = width - point.column;
    if (orientation.mirroredY) point.row = height - point.row;
  }
  if (!reference.controlPoints.empty()) return;
  auto& t = reference.transform;
  if (orientation.transposed) {
    std::swap(t[1], t[2]);
    std::swap(t[4], t[5]);
  }
  if (orientation.mirroredX) {
    t[0] += width * t[1];
    t[3] += width * t[4];
    t[1] = -t[1];
    t[4] = -t[4];
  }
  if (orientation.mirroredY) {
    t[0] += height * t[2];
    t[3] += height * t[5];
    t[2] = -t[2];
    t[5] = -t[5];
  }
}

}  // namespace

GeoReference GeoReference::of(const Window& window) const {
  GeoReference moved = *this;
  if (controlPoints.empty()) {
    moved.transform[0] += window.x * transform[1] + window.y * transform[2];
    moved.transform[3] += window.x * transform[4] + window.y * transform[5];
  }
  for (ControlPoint& point : moved.controlPoints) {
    point.column -= window.x;
    point.row -= window.y;
  }
  for (std::string& term : moved.rationalPolynomials) {
    moveTerm(term, "SAMP_OFF", window.x);
    moveTerm(term, "LINE_OFF", window.y);
  }
  return moved;
}

std::optional<GeoReference> readGeoReference(void* dataset, const Orientation& orientation) {
  GeoReference reference;
  // Scenes as a satellite sends them are not stored turned; their model is not written for that.
  if (orientation.isUpright()) reference.rationalPolynomials = readRationalPolynomials(dataset);
  if (GDALGetGeoTransform(dataset, reference.transform.data()) == CE_None) {
    reference.projection = GDALGetProjectionRef(dataset);
  } else if (auto points = readControlPoints(dataset); !points.empty()) {
    reference.projection = GDALGetGCPProjection(dataset);
    if (!fitExactly(points, reference.transform)) {
      reference.transform = GeoReference{}.transform;
      reference.controlPoints = std::move(points);
    }
  } else if (reference.rationalPolynomials.empty()) {
    return std::nullopt;
  }
  const cv::Size upright = orientation.uprightSize({GDALGetRasterXSize(dataset), GDALGetRasterYSize(dataset)});
  turn(reference, orientation, upright.width, upright.height);
  return reference;
}

void writeGeoReference(void* dataset, const GeoReference& reference) {
  if (!reference.rationalPolynomials.empty()) {
    CPLStringList terms;
    for (const std::string& term : reference.rationalPolynomials) terms.AddString(term.c_str());
    GDALSetMetadata(dataset, terms.List(), "RPC");
  }
  if (!reference.controlPoints.empty()) {
    std::vector<std::string> names;
    const std::vector<GDAL_GCP> list = toGdal(reference.controlPoints, names);
    GDALSetGCPs(dataset, static_cast<int>(list.size()), list.data(), reference.projection.c_str());
    return;
  }
  std::array<double, 6> transform = reference.transform;
  if (transform != GeoReference{}.transform || !reference.projection.empty())
    GDALSetGeoTransform(dataset, transform.data());
  if (!reference.projection.empty()) GDALSetProjection(dataset, reference.projection.c_str());
}

}  // namespace macadam
