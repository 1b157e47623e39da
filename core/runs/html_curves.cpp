#include "runs/curve_chart.h"
#include "runs/html.h"
#include "runs/html_sections.h"
#include "runs/run_history.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace macadam {
namespace {

constexpr std::size_t kPointsInACurve = 160;

std::string curveLabel(const ReportedRun& run) {
  return run.provenance ? run.method + ", seed " + seedText(run) : run.method + ", " + run.name;
}

RunHistory historyOf(const ReportedRun& run) {
  RunHistory history;
  for (const Event& event : run.events) history.add(event);
  return history;
}

/// A curve in parts, one for each stage; the level line of a frozen network is whole.
std::vector<std::vector<CurvePoint>> partsOf(const RunHistory& run, const MonitorCurve& curve) {
  std::vector<std::vector<CurvePoint>> parts;
  std::int64_t stage = 0;
  for (std::size_t i = 0; i < curve.values.size(); ++i) {
    const std::int64_t start = curve.isFrozen ? 1 : run.stageStart(curve.iterations[i]);
    if (std::exchange(stage, start) != start || parts.empty()) parts.emplace_back();
    if (std::isfinite(curve.values[i])) parts.back().push_back({double(curve.iterations[i]), curve.values[i]});
  }
  return parts;
}

/// Adds what was measured of `name`, so that all its parts together have no more points than can be seen.
void addCurves(Chart& chart, const RunHistory& run, MonitorPanel panel, const std::string& name, const Curve& look) {
  for (const MonitorCurve& curve : run.curves()) {
    if (curve.panel != panel || curve.name != name) continue;
    for (const auto& part : partsOf(run, curve)) {
      Curve shown = look;
      const std::size_t share = kPointsInACurve * part.size() / curve.values.size();
      shown.points = thinned(part, std::max<std::size_t>(2, share));
      if (curve.isFrozen) shown.label += ", frozen";
      if (!shown.points.empty()) chart.curves.push_back(std::move(shown));
    }
  }
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
  Chart score{.title = std::string("Validation ") + kMainMeasure.title,
              .xLabel = "iteration",
              .yLabel = "per cent",
              .markers = Markers::Dots};
  std::vector<std::string> networks;
  for (const ReportedRun& run : runs) {
    const int colour = static_cast<int>(std::find(methods.begin(), methods.end(), run.method) - methods.begin());
    const RunHistory history = historyOf(run);
    addCurves(loss, history, MonitorPanel::Loss, "total", {.label = curveLabel(run), .colour = colour, .points = {}});
    for (const ReportNetwork& network : run.networks) {
      if (history.kept(network.name) == nullptr) continue;
      const auto style = static_cast<LineStyle>(std::min(indexIn(networks, network.name), 2));
      addCurves(score, history, panelOf(kMainMeasure), network.name,
                {.label = curveLabel(run) + ", " + network.name, .colour = colour, .style = style, .points = {}});
    }
  }
  return "<h2>Training</h2>\n" + legend(methods, networks) + "<div class=\"charts\">\n" + toSvg(loss) + toSvg(score) +
         "</div>\n<figcaption>Loss averaged over neighbouring iterations. Curves break where a stage begins: it has "
         "other loss terms. A frozen network is a level line. Point at a curve for its values.</figcaption>\n";
}

}  // namespace macadam
