#include "runs/curve_chart.h"

#include "base/number_text.h"
#include "runs/html.h"

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr double kWidth = 520, kHeight = 300;
constexpr double kLeft = 46, kRight = 10, kTop = 34, kBottom = 40;

struct Axis {
  std::vector<double> ticks;
  double start = 0.0;   ///< On the picture, for the value 0.
  double length = 0.0;  ///< On the picture, signed.

  double at(double value) const { return start + length * value / ticks.back(); }
};

std::string coordinate(double value) {
  return fixedText(value, 1);
}

std::string attribute(const char* name, const std::string& value) {
  return ' ' + std::string(name) + "=\"" + value + '"';
}

std::string line(double x1, double y1, double x2, double y2) {
  return "<line" + attribute("x1", coordinate(x1)) + attribute("y1", coordinate(y1)) + attribute("x2", coordinate(x2)) +
         attribute("y2", coordinate(y2)) + "/>";
}

std::string text(double x, double y, const char* kind, const std::string& content) {
  return "<text" + attribute("x", coordinate(x)) + attribute("y", coordinate(y)) + attribute("class", kind) + ">" +
         htmlEscaped(content) + "</text>";
}

int decimalsOf(const std::vector<double>& ticks) {
  const double step = ticks.at(1);
  for (int decimals = 0; decimals < 6; ++decimals) {
    const double scaled = step * std::pow(10.0, decimals);
    if (std::abs(scaled - std::round(scaled)) < 1e-9) return decimals;
  }
  return 6;
}

/// `12000` as `12k`, so that neighbours do not touch.
std::string tickText(double value, int decimals, double largest) {
  if (largest < 10000.0) return fixedText(value, decimals);
  const double thousands = value / 1000.0;
  return value == 0.0 ? "0" : fixedText(thousands, thousands == std::floor(thousands) ? 0 : 1) + "k";
}

std::string axes(const Chart& chart, const Axis& x, const Axis& y) {
  const int xDecimals = decimalsOf(x.ticks), yDecimals = decimalsOf(y.ticks);
  std::string grid = "<g class=\"grid\">", labels;
  for (const double tick : y.ticks) {
    grid += line(kLeft, y.at(tick), kWidth - kRight, y.at(tick));
    labels += text(kLeft - 7, y.at(tick) + 3.5, "tick end", tickText(tick, yDecimals, y.ticks.back()));
  }
  for (const double tick : x.ticks) {
    labels += text(x.at(tick), kHeight - kBottom + 16, "tick middle", tickText(tick, xDecimals, x.ticks.back()));
  }
  labels += text((kLeft + kWidth - kRight) / 2, kHeight - 6, "axis middle", chart.xLabel);
  labels += text(0, 14, "title", chart.title);
  labels += text(kWidth - kRight, 14, "axis end", chart.yLabel);
  return grid + "</g>" + labels;
}

std::string curve(const Chart& chart, const Curve& curve, const Axis& x, const Axis& y) {
  constexpr const char* kStyles[] = {"", " dashed", " dotted"};
  std::string path, values, dots;
  for (const CurvePoint& point : curve.points) {
    const std::string px = coordinate(x.at(point.x));
    const std::string py = coordinate(y.at(std::min(point.y, y.ticks.back())));
    path += (path.empty() ? "M" : "L") + px + ' ' + py;
    values += (values.empty() ? "" : " ") + fixedText(point.x, 0) + ',' + fixedText(point.y, chart.yDecimals);
    if (chart.markers == Markers::Dots) dots += "<circle" + attribute("cx", px) + attribute("cy", py) + " r=\"2\"/>";
  }
  return "<g class=\"curve c" + std::to_string(curve.colour % kChartColours) + kStyles[static_cast<int>(curve.style)] +
         '"' + attribute("data-label", htmlEscaped(curve.label)) + attribute("data-values", values) + "><title>" +
         htmlEscaped(curve.label) + "</title><path" + attribute("d", path) + "/>" + dots + "</g>\n";
}

/// The 99th percentile, so that a few wild first steps do not flatten the rest.
double usualMaximum(const Chart& chart) {
  std::vector<double> values;
  for (const Curve& each : chart.curves) {
    for (const CurvePoint& point : each.points) values.push_back(point.y);
  }
  if (values.empty()) return 1.0;
  std::sort(values.begin(), values.end());
  return values[(values.size() - 1) * 99 / 100];
}

double lastX(const Chart& chart) {
  double last = 1.0;
  for (const Curve& each : chart.curves) {
    for (const CurvePoint& point : each.points) last = std::max(last, point.x);
  }
  return last;
}

/// The x axis ends with the data, its ticks at round values before that.
std::vector<double> ticksUpTo(double maximum) {
  std::vector<double> ticks = axisTicks(maximum, 5);
  if (ticks.back() > maximum && ticks.size() > 2) ticks.pop_back();
  return ticks;
}

}  // namespace

std::vector<CurvePoint> thinned(const std::vector<CurvePoint>& points, std::size_t count) {
  std::vector<CurvePoint> finite;
  std::copy_if(points.begin(), points.end(), std::back_inserter(finite),
               [](const CurvePoint& point) { return std::isfinite(point.y); });
  if (finite.size() <= count) return finite;
  std::vector<CurvePoint> result;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t begin = finite.size() * i / count, end = finite.size() * (i + 1) / count;
    CurvePoint mean;
    for (std::size_t j = begin; j < end; ++j) {
      mean.x += finite[j].x / double(end - begin);
      mean.y += finite[j].y / double(end - begin);
    }
    result.push_back(mean);
  }
  return result;
}

std::vector<double> axisTicks(double maximum, int count) {
  const double rough = (maximum > 0.0 ? maximum : 1.0) / count;
  const double magnitude = std::pow(10.0, std::floor(std::log10(rough)));
  double step = 10.0 * magnitude;
  for (const double factor : {5.0, 2.5, 2.0, 1.0}) {
    if (factor * magnitude >= rough * (1.0 - 1e-9)) step = factor * magnitude;
  }
  std::vector<double> ticks{0.0};
  while (ticks.back() < maximum * (1.0 - 1e-9) || ticks.size() < 2) ticks.push_back(step * double(ticks.size()));
  return ticks;
}

std::string toSvg(const Chart& chart) {
  const double last = lastX(chart);
  Axis x{.ticks = ticksUpTo(last), .start = kLeft};
  x.length = (kWidth - kRight - kLeft) * x.ticks.back() / std::max(last, x.ticks.back());
  const Axis y{
      .ticks = axisTicks(usualMaximum(chart), 5), .start = kHeight - kBottom, .length = -(kHeight - kBottom - kTop)};
  std::string svg = "<svg class=\"chart\" viewBox=\"0 0 520 300\" role=\"img\"" +
                    attribute("aria-label", htmlEscaped(chart.title)) + ">\n" + axes(chart, x, y) + '\n';
  for (const Curve& each : chart.curves) {
    if (!each.points.empty()) svg += curve(chart, each, x, y);
  }
  return svg + "</svg>\n";
}

}  // namespace macadam
