#include "base/number_text.h"
#include "runs/html.h"
#include "runs/html_sections.h"
#include "runs/settings_table.h"

#include <algorithm>

namespace macadam {
namespace {

std::string scoreText(const std::optional<RoadMetrics>& metrics) {
  return percentText(metrics ? (*metrics).*kMainMeasure.value : std::nullopt);
}

struct ProvenanceLine {
  const char* title;
  std::string Provenance::*value;
};

std::string resumptions(const std::vector<ReportedRun>& runs) {
  std::string list;
  for (const ReportedRun& run : runs) {
    if (!run.provenance) continue;
    for (const Resumption& each : run.provenance->resumed) {
      list += (list.empty() ? "" : "<br>") +
              htmlEscaped(run.name + ": " + each.startedAt + " on " + each.device + ", " + each.host);
    }
  }
  return list;
}

constexpr ProvenanceLine kProvenanceLines[] = {{"Program", &Provenance::program},
                                               {"LibTorch", &Provenance::libTorch},
                                               {"Device", &Provenance::device},
                                               {"Host", &Provenance::host},
                                               {"Operating system", &Provenance::operatingSystem},
                                               {"Split", &Provenance::splitHash},
                                               {"Data fingerprint", &Provenance::dataFingerprint}};

}  // namespace

std::string runsSection(const std::vector<ReportedRun>& runs) {
  const std::string measure = kMainMeasure.title;
  const std::string head =
      "<tr>" + htmlHeading("Run") + htmlHeading("Method") + htmlHeading("Seed", "number") + htmlHeading("State") +
      htmlHeading("Iterations", "number") + htmlHeading("Minutes", "number") + htmlHeading("Network") +
      htmlHeading("Best validation " + measure, "number") + htmlHeading("Test " + measure, "number") + "</tr>";
  std::string body;
  for (const ReportedRun& run : runs) {
    const RunSummary& summary = run.summary;
    std::string networks, validation, test;
    for (const ReportNetwork& network : run.networks) {
      const NetworkSummary* scores = summary.find(network.name);
      if (!scores) continue;
      const char* separator = networks.empty() ? "" : "<br>";
      networks += separator + htmlEscaped(network.name);
      validation += separator + scoreText(scores->validation);
      test += separator + scoreText(scores->test);
    }
    const std::string state = toString(summary.state);
    body += "<tr>" + htmlCell(htmlEscaped(run.name), "key") + htmlCell(htmlEscaped(run.method)) +
            htmlCell(seedText(run), "number") +
            htmlCell("<span class=\"state " + state + "\"></span>" + state +
                     (summary.message.empty() ? "" : ": " + htmlEscaped(summary.message))) +
            htmlCell(std::to_string(summary.iterations), "number") +
            htmlCell(fixedText(summary.seconds / 60.0, 1), "number") + htmlCell(networks, "nowrap") +
            htmlCell(validation, "number") + htmlCell(test, "number") + "</tr>\n";
  }
  return "<h2>Runs</h2>\n" + htmlTable(head, body);
}

std::string settingsSection(const std::vector<ReportedRun>& runs, const std::vector<std::string>& methods) {
  std::vector<std::vector<std::string>> groups(methods.size());
  for (const ReportedRun& run : runs) {
    groups[std::find(methods.begin(), methods.end(), run.method) - methods.begin()].push_back(run.specToml);
  }
  std::string html = "<h2>Configuration</h2>\n";
  const std::vector<SettingRow> rows = differingSettings(groups);
  if (!rows.empty()) {
    std::string head = "<tr>" + htmlHeading("Setting"), body;
    for (const std::string& method : methods) head += htmlHeading(method);
    for (const SettingRow& row : rows) {
      body += "<tr>" + htmlCell(htmlEscaped(row.key), "key");
      for (const std::string& value : row.values) body += htmlCell(htmlEscaped(value));
      body += "</tr>\n";
    }
    html += htmlElement("p", "class=\"soft\"", "Only what differs between the runs.") + "\n" +
            htmlTable(head + "</tr>", body);
  }
  for (std::size_t i = 0; i < methods.size(); ++i) {
    html += htmlElement("details", "",
                        htmlElement("summary", "", "All settings of " + htmlEscaped(methods[i])) +
                            htmlElement("pre", "", htmlEscaped(groups[i].front()))) +
            "\n";
  }
  return html;
}

std::string provenanceSection(const std::vector<ReportedRun>& runs) {
  std::string body, first, last;
  for (const ProvenanceLine& line : kProvenanceLines) {
    std::vector<std::string> values;
    for (const ReportedRun& run : runs) {
      if (run.provenance) indexIn(values, (*run.provenance).*line.value);
    }
    std::string list;
    for (const std::string& value : values) list += (list.empty() ? "" : "<br>") + htmlEscaped(value);
    if (!list.empty()) body += "<tr>" + htmlCell(line.title, "nowrap") + htmlCell(list) + "</tr>\n";
  }
  for (const ReportedRun& run : runs) {
    if (!run.provenance) continue;
    const std::string& started = run.provenance->startedAt;
    if (first.empty() || started < first) first = started;
    if (started > last) last = started;
  }
  if (body.empty()) return {};
  body += "<tr>" + htmlCell("Started", "nowrap") + htmlCell(htmlEscaped(first == last ? first : first + " – " + last)) +
          "</tr>\n";
  const std::string resumed = resumptions(runs);
  if (!resumed.empty()) body += "<tr>" + htmlCell("Resumed", "nowrap") + htmlCell(resumed) + "</tr>\n";
  return "<h2>Provenance</h2>\n" + htmlTable("", body);
}

}  // namespace macadam
