#include "base/number_text.h"
#include "ui/widgets/plot/plot_curve.h"

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

QByteArray cell(QString text) {
  if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"'))) return text.toUtf8();
  return '"' + text.replace("\"", "\"\"").toUtf8() + '"';
}

std::vector<double> allX(const std::vector<PlotCurve>& curves) {
  std::vector<double> all;
  for (const PlotCurve& curve : curves) {
    for (std::size_t i = 0; i < curve.points.size(); ++i) all.push_back(curve.points.at(i).x);
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace

QByteArray plotCsv(const QString& xTitle, const std::vector<PlotPanel>& panels, const std::vector<PlotCurve>& curves) {
  QByteArray text = cell(xTitle);
  for (const PlotCurve& curve : curves) {
    text += ',' + cell(panels[static_cast<std::size_t>(curve.panel)].title + ": " + curve.name);
  }
  text += '\n';
  std::vector<std::size_t> next(curves.size(), 0);
  for (const double x : allX(curves)) {
    text += QByteArray::fromStdString(shortestText(x));
    for (std::size_t i = 0; i < curves.size(); ++i) {
      const CurveSeries& points = curves[i].points;
      text += ',';
      double value = NAN;
      for (; next[i] < points.size() && points.at(next[i]).x == x; ++next[i]) value = points.at(next[i]).y;
      if (std::isfinite(value)) text += QByteArray::fromStdString(shortestText(value));
    }
    text += '\n';
  }
  return text;
}

}  // namespace macadam
