#include "runs/html_report.h"

#include "base/number_text.h"
#include "runs/html.h"
#include "runs/html_sections.h"
#include "runs/html_style.h"

#include <algorithm>

namespace macadam {
namespace {

std::vector<std::string> methodsOf(const std::vector<ReportedRun>& runs) {
  std::vector<std::string> methods;
  for (const ReportedRun& run : runs) indexIn(methods, run.method);
  return methods;
}

std::string unfinishedNote(const std::vector<ReportedRun>& runs) {
  std::string names;
  for (const ReportedRun& run : runs) {
    if (run.summary.state == RunState::Completed) continue;
    names += (names.empty() ? "" : "; ") + htmlEscaped(run.name) + " (" + toString(run.summary.state) + " after " +
             std::to_string(run.summary.iterations) + " of " + std::to_string(run.summary.totalIterations) +
             " iterations)";
  }
  return names.empty() ? "" : htmlElement("p", "class=\"soft\"", "Not completed: " + names + ".") + "\n";
}

std::string leftOutNote(const std::vector<Problem>& leftOut) {
  std::string list;
  for (const Problem& problem : leftOut) list += (list.empty() ? "" : "<br>") + htmlEscaped(describe(problem));
  return list.empty() ? "" : htmlElement("p", "class=\"soft\"", "Left out: " + list) + "\n";
}

std::string figureSection(const std::vector<std::uint8_t>& png) {
  if (png.empty()) return {};
  return "<h2>Tiles</h2>\n<figure><img alt=\"Tiles by methods: found road, false alarms and misses\" src=\"" +
         pngDataAddress(png) +
         "\"><figcaption>Each method's road on the darkened tile, with the IoU of the tile in per cent."
         "</figcaption></figure>\n";
}

std::string subtitle(const std::vector<ReportedRun>& runs, const std::vector<std::string>& methods) {
  return htmlElement("p", "class=\"soft\"", counted(runs.size(), "run") + " of " + counted(methods.size(), "method")) +
         "\n";
}

}  // namespace

int indexIn(std::vector<std::string>& list, const std::string& value) {
  const auto found = std::find(list.begin(), list.end(), value);
  if (found != list.end()) return static_cast<int>(found - list.begin());
  list.push_back(value);
  return static_cast<int>(list.size()) - 1;
}

std::string seedText(const ReportedRun& run) {
  return run.provenance ? std::to_string(run.provenance->seed) : "–";
}

std::string toHtml(const std::string& title, const std::vector<ReportedRun>& runs, const ReportTable& table,
                   const std::vector<std::uint8_t>& figurePng) {
  const std::vector<std::string> methods = methodsOf(runs);
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
         htmlElement("title", "", htmlEscaped(title)) + "\n" + htmlElement("style", "", kReportStyle) +
         "\n</head>\n<body>\n" + htmlElement("h1", "", htmlEscaped(title)) + "\n" + subtitle(runs, methods) +
         comparisonSection(table) + unfinishedNote(runs) + leftOutNote(table.leftOut) + figureSection(figurePng) +
         curvesSection(runs, methods) + runsSection(runs) + settingsSection(runs, methods) + provenanceSection(runs) +
         "<footer>Written by Macadam.</footer>\n" + htmlElement("script", "", kReportScript) + "\n</body>\n</html>\n";
}

}  // namespace macadam
