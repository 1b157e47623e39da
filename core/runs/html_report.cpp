#include "runs/html_report.h"

#include <algorithm>

#include "base/number_text.h"
#include "runs/curve_chart.h"
#include "runs/html.h"
#include "runs/html_style.h"
#include "runs/settings_table.h"

namespace macadam {
namespace {

constexpr std::size_t kRoadColumns = 5;     // of kMetricColumns; the rest are means over both classes
constexpr std::size_t kPointsInACurve = 160;

using Runs = std::vector<ReportedRun>;

std::string element(const char* name, const std::string& attributes, const std::string& content) {
  return '<' + std::string(name) + (attributes.empty() ? "" : ' ' + attributes) + '>' + content + "</" + name + ">";
}

std::string cell(const std::string& content, const std::string& kind = {}) {
  return element("td", kind.empty() ? "" : "class=\"" + kind + '"', content);
}

std::string heading(const std::string& content, const std::string& kind = {}) {
  return element("th", kind.empty() ? "" : "class=\"" + kind + '"', htmlEscaped(content));
}

std::string table(const std::string& head, const std::string& body) {
  return "<div class=\"wide\"><table><thead>" + head + "</thead><tbody>\n" + body + "</tbody></table></div>\n";
}

/// Position of `value` in `list`, added when it is new.
int indexIn(std::vector<std::string>& list, const std::string& value) {
  const auto found = std::find(list.begin(), list.end(), value);
  if (found != list.end()) return static_cast<int>(found - list.begin());
  list.push_back(value);
  return static_cast<int>(list.size()) - 1;
}

std::vector<std::string> methodsOf(const Runs& runs) {
  std::vector<std::string> methods;
  for (const ReportedRun& run : runs) indexIn(methods, run.method);
  return methods;
}

std::string metricCell(const Comparison& comparison, std::size_t row, std::size_t column) {
  const std::string text = cellText(comparison.rows[row].cells[column]);
  const std::size_t spread = text.find(" ±");
  const std::string content =
      spread == std::string::npos ? text : text.substr(0, spread) + element("span", "class=\"spread\"", text.substr(spread));
  return cell(content, comparison.isBest(row, column) ? "number best" : "number");
}

std::string comparisonSection(const ReportTable& report) {
  const Comparison& comparison = report.comparison;
  std::string head = "<tr><th></th><th></th><th></th><th></th><th></th><th class=\"group\" colspan=\"5\">Road</th>"
                     "<th class=\"group\" colspan=\"4\">Mean of road and background</th></tr>\n<tr>";
  head += heading("Method") + heading("Network") + heading("Parameters", "number") + heading("GMAC", "number") +
          heading("Runs", "number");
  for (std::size_t i = 0; i < kMetricColumns.size(); ++i) {
    const std::string title = kMetricColumns[i].title;
    head += heading(i < kRoadColumns ? title : title.substr(1), "number");  // the group says that it is a mean
  }
  head += "</tr>";
  std::string body;
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    body += "<tr>" + cell(htmlEscaped(row.method), "nowrap") + cell(htmlEscaped(row.network)) +
            cell(parametersText(row), "number") + cell(multiplyAddsText(row), "number") +
            cell(std::to_string(row.runs), "number");
    for (std::size_t column = 0; column < kMetricColumns.size(); ++column) body += metricCell(comparison, i, column);
    body += "</tr>\n";
  }
  const std::string tiles = report.subset == EvaluatedOn::Test
                                ? "Held-out test tiles"
                                : "Validation tiles, each network at its best evaluation (not every run has test scores)";
  return "<h2>Comparison</h2>\n" + table(head, body) +
         element("figcaption", "",
                 tiles + ", pixel counts pooled over all tiles. Per cent; mean ± sample standard deviation over the runs. "
                         "OA is the overall accuracy. The best value of a column is set in bold.") + "\n";
}

std::string unfinishedNote(const Runs& runs) {
  std::string names;
  for (const ReportedRun& run : runs) {
    if (run.summary.state == RunState::Completed) continue;
    names += (names.empty() ? "" : "; ") + htmlEscaped(run.name) + " (" + toString(run.summary.state) + " after " +
             std::to_string(run.summary.iterations) + " of " + std::to_string(run.summary.totalIterations) + " iterations)";
  }
  return names.empty() ? "" : element("p", "class=\"soft\"", "Not completed: " + names + ".") + "\n";
}

std::string figureSection(const std::vector<std::uint8_t>& png) {
  if (png.empty()) return {};
  return "<h2>Tiles</h2>\n<figure><img alt=\"Tiles by methods: found road, false alarms and misses\" src=\"" +
         pngDataAddress(png) + "\"><figcaption>Each method's road on the darkened tile, with the IoU of the tile in per cent."
                               "</figcaption></figure>\n";
}

std::string seedText(const ReportedRun& run) { return run.provenance ? std::to_string(run.provenance->seed) : "–"; }

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
    entries += element("span", "class=\"" + colour + "\" data-class=\"." + colour + '"', kSample + htmlEscaped(methods[i]));
  }
  for (std::size_t i = 0; networks.size() > 1 && i < networks.size(); ++i) {
    entries += element("span", "class=\"" + std::string(kStyles[std::min<std::size_t>(i, 2)]) + '"',
                       kSample + htmlEscaped(networks[i]));
  }
  return element("div", "class=\"legend\"", entries) + "\n";
}

std::string curvesSection(const Runs& runs, const std::vector<std::string>& methods) {
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
         "</div>\n<figcaption>Loss averaged over neighbouring iterations. A new stage of a run has other loss terms: the "
         "curve may jump there. Point at a curve for its values.</figcaption>\n";
}

std::string iouText(const std::optional<RoadMetrics>& metrics) {
  return metrics && metrics->iou ? fixedText(*metrics->iou * 100.0, 2) : "–";
}

std::string runsSection(const Runs& runs) {
  const std::string head = "<tr>" + heading("Run") + heading("Method") + heading("Seed", "number") + heading("State") +
                           heading("Iterations", "number") + heading("Minutes", "number") + heading("Network") +
                           heading("Best validation IoU", "number") + heading("Test IoU", "number") + "</tr>";
  std::string body;
  for (const ReportedRun& run : runs) {
    const RunSummary& summary = run.summary;
    std::string networks, validation, test;
    for (const ReportNetwork& network : run.networks) {
      const NetworkSummary* scores = summary.find(network.name);
      if (!scores) continue;
      const char* separator = networks.empty() ? "" : "<br>";
      networks += separator + htmlEscaped(network.name);
      validation += separator + iouText(scores->validation);
      test += separator + iouText(scores->test);
    }
    const std::string state = toString(summary.state);
    body += "<tr>" + cell(htmlEscaped(run.name), "key") + cell(htmlEscaped(run.method)) + cell(seedText(run), "number") +
            cell("<span class=\"state " + state + "\"></span>" + state +
                     (summary.message.empty() ? "" : ": " + htmlEscaped(summary.message))) +
            cell(std::to_string(summary.iterations), "number") + cell(fixedText(summary.seconds / 60.0, 1), "number") +
            cell(networks, "nowrap") + cell(validation, "number") + cell(test, "number") + "</tr>\n";
  }
  return "<h2>Runs</h2>\n" + table(head, body);
}

std::string settingsSection(const Runs& runs, const std::vector<std::string>& methods) {
  std::vector<std::vector<std::string>> groups(methods.size());
  for (const ReportedRun& run : runs) {
    groups[std::find(methods.begin(), methods.end(), run.method) - methods.begin()].push_back(run.specToml);
  }
  std::string html = "<h2>Configuration</h2>\n";
  const std::vector<SettingRow> rows = differingSettings(groups);
  if (!rows.empty()) {
    std::string head = "<tr>" + heading("Setting"), body;
    for (const std::string& method : methods) head += heading(method);
    for (const SettingRow& row : rows) {
      body += "<tr>" + cell(htmlEscaped(row.key), "key");
      for (const std::string& value : row.values) body += cell(htmlEscaped(value));
      body += "</tr>\n";
    }
    html += element("p", "class=\"soft\"", "Only what differs between the runs.") + "\n" + table(head + "</tr>", body);
  }
  for (std::size_t i = 0; i < methods.size(); ++i) {
    html += element("details", "", element("summary", "", "All settings of " + htmlEscaped(methods[i])) +
                                       element("pre", "", htmlEscaped(groups[i].front()))) + "\n";
  }
  return html;
}

struct ProvenanceLine {
  const char* title;
  std::string Provenance::*value;
};

constexpr ProvenanceLine kProvenanceLines[] = {{"Program", &Provenance::program},
                                               {"LibTorch", &Provenance::libTorch},
                                               {"Device", &Provenance::device},
                                               {"Host", &Provenance::host},
                                               {"Operating system", &Provenance::operatingSystem},
                                               {"Split", &Provenance::splitHash},
                                               {"Data fingerprint", &Provenance::dataFingerprint}};

std::string provenanceSection(const Runs& runs) {
  std::string body, first, last;
  for (const ProvenanceLine& line : kProvenanceLines) {
    std::vector<std::string> values;
    for (const ReportedRun& run : runs) {
      if (run.provenance) indexIn(values, (*run.provenance).*line.value);
    }
    std::string list;
    for (const std::string& value : values) list += (list.empty() ? "" : "<br>") + htmlEscaped(value);
    if (!list.empty()) body += "<tr>" + cell(line.title, "nowrap") + cell(list) + "</tr>\n";
  }
  for (const ReportedRun& run : runs) {
    if (!run.provenance) continue;
    const std::string& started = run.provenance->startedAt;
    if (first.empty() || started < first) first = started;
    if (started > last) last = started;
  }
  if (body.empty()) return {};
  body += "<tr>" + cell("Started", "nowrap") + cell(htmlEscaped(first == last ? first : first + " – " + last)) + "</tr>\n";
  return "<h2>Provenance</h2>\n" + table("", body);
}

std::string subtitle(const Runs& runs, const std::vector<std::string>& methods) {
  const auto counted = [](std::size_t count, const char* noun) {
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
  };
  return element("p", "class=\"soft\"", counted(runs.size(), "run") + " of " + counted(methods.size(), "method")) + "\n";
}

}  // namespace

std::string toHtml(const std::string& title, const Runs& runs, const ReportTable& table,
                   const std::vector<std::uint8_t>& figurePng) {
  const std::vector<std::string> methods = methodsOf(runs);
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
         element("title", "", htmlEscaped(title)) + "\n" + element("style", "", kReportStyle) + "\n</head>\n<body>\n" +
         element("h1", "", htmlEscaped(title)) + "\n" + subtitle(runs, methods) + comparisonSection(table) +
         unfinishedNote(runs) + figureSection(figurePng) + curvesSection(runs, methods) + runsSection(runs) +
         settingsSection(runs, methods) + provenanceSection(runs) + "<footer>Written by Macadam.</footer>\n" +
         element("script", "", kReportScript) + "\n</body>\n</html>\n";
}

}  // namespace macadam
