#include "runs/curve_chart.h"
#include "runs/html.h"
#include "runs/html_sections.h"

#include <algorithm>

namespace macadam {
namespace {

constexpr std::size_t kPointsInACurve = 160;

std::string curveLabel(const ReportedRun& run) {
  return run.provenance ? run.method + ", seed " + seedText(run) : run.method + ", " + run.name;
}

std::vector<CurvePoint> lossPoints(const ReportedRun& run) {
  std::vector<CurvePoint> points;
  for (const Event& event : run.events) {
    if (const auto* step = std::get_if<StepDone>(&event)) points.push_back({double(step->iteration), step->total});
  }
  return thinned(points, kPointsInACurve);
}

std::vector<CurvePoint> iouPoints(const ReportedRun& run, const std::string& network) {
  std::vector<CurvePoint> points;
  for (const Event& event : run.events) {
    const auto* evaluated = std::get_if<Evaluated>(&event);
    if (!evaluated || evaluated->subset != EvaluatedOn::Validation) continue;
    for (const NetworkScore& score : evaluated->scores) {
      const std::optional<double> iou = roadMetrics(score.pooled).iou;
      if (score.network == network && iou) points.push_back({double(evaluated->iteration), *iou * 100.0});
    }
  }
  return points;
}

std::string legend(const std::vector<std::string>& methods, const std::vector<std::string>& networks) {
  constexpr const char* kSample = "<svg viewBox=\"0 0 24 8\"><path d=\"M0 4H24\"/></svg>";
  constexpr const char* kStyles[] = {"", "dashed", "dotted"};
  std::string entries;
  for (std::size_t i = 0; i < methods.size(); ++i) {
    const std::string colour = "c" + std::to_string(i % kChartColours);
    entries += htmlElement("span", "class=\"" + colour + "\" data-class=\"." + colour + '"',
                           kSample + htmlEscaped(methods[i]));
  }
  for (std::size_t i = 0; networks.size() > 1 && i < networks.size(); ++i) {
    entries += htmlElement("span", "class=\"" + std::string(kStyles[std::min<std::size_t>(i, 2)]) + '"',
                           kSample + htmlEscaped(networks[i]));
  }
  return htmlElement("div", "class=\"legend\"", entries) + "\n";
}

}  // namespace

std::string curvesSection(const std::vector<ReportedRun>& runs, const std::vector<std::string>& methods) {
  Chart loss{.title = "Training loss", .xLabel = "iteration", .yLabel = "total", .yDecimals = 4};
  Chart iou{.title = "Validation IoU", .xLabel = "iteration", .yLabel = "per cent", .markers = Markers::Dots};
  std::vector<std::string> networks;
  for (const ReportedRun& run : runs) {
    const int colour = static_cast<int>(std::find(methods.begin(), methods.end(), run.method) - methods.begin());
    loss.curves.push_back({.label = curveLabel(run), .colour = colour, .points = lossPoints(run)});
    for (const ReportNetwork& network : run.networks) {
      const auto points = iouPoints(run, network.name);
      if (points.empty()) continue;
      const auto style = static_cast<LineStyle>(std::min(indexIn(networks, network.name), 2));
      iou.curves.push_back({curveLabel(run) + ", " + network.name, colour, style, points});
    }
  }
  return "<h2>Training</h2>\n" + legend(methods, networks) + "<div class=\"charts\">\n" + toSvg(loss) + toSvg(iou) +
         "</div>\n<figcaption>Loss averaged over neighbouring iterations. A new stage of a run has other loss terms: "
         "the "
         "curve may jump there. Point at a curve for its values.</figcaption>\n";
}

}  // namespace macadam
