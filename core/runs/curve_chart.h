#pragma once

#include <string>
#include <vector>

namespace macadam {

struct CurvePoint {
  double x = 0.0;
  double y = 0.0;

  bool operator==(const CurvePoint&) const = default;
};

enum class LineStyle { Solid, Dashed, Dotted };

struct Curve {
  std::string label;  ///< Shown on hover.
  int colour = 0;     ///< Curves of one method share a colour; an index into the page's palette.
  LineStyle style = LineStyle::Solid;
  std::vector<CurvePoint> points;
};

enum class Markers { None, Dots };

struct Chart {
  std::string title;
  std::string xLabel;
  std::string yLabel;
  int yDecimals = 2;  ///< Of the values shown on hover.
  Markers markers = Markers::None;
  std::vector<Curve> curves;
};

inline constexpr int kChartColours = 8;

/// At most `count` points, each the mean of equally many neighbours; values that are not finite are left out.
std::vector<CurvePoint> thinned(const std::vector<CurvePoint>& points, std::size_t count);

/// About `count` round values from 0 to at least `maximum`.
std::vector<double> axisTicks(double maximum, int count);

/// An inline SVG whose colours are the classes `c0` … `c7` of the page's style sheet.
std::string toSvg(const Chart& chart);

}  // namespace macadam
