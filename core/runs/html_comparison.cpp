#include "runs/html.h"
#include "runs/html_sections.h"

namespace macadam {
namespace {

std::string metricCell(const Comparison& comparison, std::size_t row, std::size_t column) {
  const std::string text = cellText(comparison.rows[row].cells[column]);
  const std::size_t spread = text.find(" ±");
  const std::string content =
      spread == std::string::npos
          ? text
          : text.substr(0, spread) + htmlElement("span", "class=\"spread\"", text.substr(spread));
  return htmlCell(content, comparison.isBest(row, column) ? "number best" : "number");
}

std::string groupHeading(const char* title, std::size_t measures) {
  return htmlElement("th", "class=\"group\" colspan=\"" + std::to_string(measures) + '"', title);
}

}  // namespace

std::string comparisonSection(const ReportTable& report) {
  const Comparison& comparison = report.comparison;
  std::string head = "<tr><th></th><th></th><th></th><th></th><th></th>" + groupHeading("Road", kRoadMeasures) +
                     groupHeading("Mean of road and background", kMeasures.size() - kRoadMeasures) + "</tr>\n<tr>";
  head += htmlHeading("Method") + htmlHeading("Network") + htmlHeading("Parameters", "number") +
          htmlHeading("GMAC", "number") + htmlHeading("Runs", "number");
  for (const Measure& measure : kMeasures) {
    const std::string title = measure.title;
    const bool isMean = measure.over == MeasuredOver::BothClasses;
    head += htmlHeading(isMean ? title.substr(1) : title, "number");  // the group says that it is a mean
  }
  head += "</tr>";
  std::string body;
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    body += "<tr>" + htmlCell(htmlEscaped(row.method), "nowrap") + htmlCell(htmlEscaped(row.network)) +
            htmlCell(parametersText(row), "number") + htmlCell(multiplyAddsText(row), "number") +
            htmlCell(std::to_string(row.runs), "number");
    for (std::size_t column = 0; column < kMeasures.size(); ++column) body += metricCell(comparison, i, column);
    body += "</tr>\n";
  }
  const std::string tiles =
      report.subset == EvaluatedOn::Test
          ? "Held-out test tiles"
          : "Validation tiles, each network at its best evaluation (not every run has test scores)";
  return "<h2>Comparison</h2>\n" + htmlTable(head, body) +
         htmlElement(
             "figcaption", "",
             tiles +
                 ", pixel counts pooled over all tiles. Per cent; mean ± sample standard deviation over the runs. "
                 "OA is the overall accuracy. The best value of a column is set in bold.") +
         "\n";
}

}  // namespace macadam
