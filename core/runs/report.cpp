#include "runs/report.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "image/png.h"
#include "runs/html_report.h"
#include "runs/metrics_log.h"
#include "runs/run_notes.h"

#include <fstream>
#include <iterator>

namespace macadam {
namespace {

std::string readSpec(const RunFolder& run) {
  const std::filesystem::path file = openRun(run.path()).spec();
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

ReportedRun read(const ReportRun& run) {
  ReportedRun result{.name = titleOf(run.folder),
                     .method = run.method,
                     .networks = run.networks,
                     .conditions = run.conditions,
                     .events = readMetrics(run.folder.metrics(), PreviewPixels::Skip),
                     .specToml = readSpec(run.folder)};
  result.summary = summarise(result.events, isLocked(run.folder));
  if (std::filesystem::exists(run.folder.provenance())) result.provenance = loadProvenance(run.folder.provenance());
  return result;
}

struct ReadRuns {
  std::vector<ReportedRun> runs;
  std::vector<Problem> leftOut;
};

/// One run that cannot be read does not lose the others.
ReadRuns readAll(const ReportInput& input) {
  ReadRuns all{.leftOut = input.leftOut};
  for (const ReportRun& run : input.runs) {
    try {
      all.runs.push_back(read(run));
    } catch (const Error& error) {
      all.leftOut.push_back(error.problems().front());
    }
  }
  if (!all.runs.empty()) return all;
  if (!all.leftOut.empty()) throw Error(all.leftOut);
  throw Error("report", "has no runs", "name at least one run folder");
}

/// Networks of the table that were evaluated at all.
template <typename Visit>
void forEachScored(const std::vector<ReportedRun>& runs, Visit visit) {
  for (const ReportedRun& run : runs) {
    for (const ReportNetwork& network : run.networks) {
      if (const NetworkSummary* scores = run.summary.find(network.name)) visit(run, network, *scores);
    }
  }
}

ReportTable tableOf(const ReadRuns& all) {
  const std::vector<ReportedRun>& runs = all.runs;
  bool allTested = true;
  forEachScored(runs,
                [&](const auto&, const auto&, const NetworkSummary& scores) { allTested &= scores.test.has_value(); });
  ReportTable table{.subset = allTested ? EvaluatedOn::Test : EvaluatedOn::Validation, .leftOut = all.leftOut};
  std::vector<ComparisonEntry> entries;
  forEachScored(runs, [&](const ReportedRun& run, const ReportNetwork& network, const NetworkSummary& scores) {
    if (const std::optional<RoadMetrics>& metrics = scores.on(table.subset)) {
      entries.push_back(
          {run.method, network.label, run.conditions, network.parameters, network.gigaMultiplyAdds, *metrics});
    }
  });
  table.comparison = compare(entries);
  return table;
}

}  // namespace

ReportTable reportTable(const ReportInput& input) {
  return tableOf(readAll(input));
}

ReportFiles writeReport(const std::filesystem::path& folder, const ReportInput& input) {
  const ReadRuns all = readAll(input);
  const ReportTable table = tableOf(all);
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    throw Error(folder.string(), "cannot be made (" + failed.message() + ")", "choose a folder you may write to");

  removeTemporaryFiles(folder);
  ReportFiles files{.markdown = folder / "table.md",
                    .csv = folder / "table.csv",
                    .latex = folder / "table.tex",
                    .html = folder / "report.html",
                    .table = table};
  std::vector<std::uint8_t> figurePng;
  if (!input.figure.rows.empty()) {
    files.figure = folder / "figure.png";
    figurePng = encodePng(drawFigure(input.figure));
    AtomicFile target(files.figure);
    target.write(figurePng.data(), figurePng.size());
    target.commit();
  }
  writeTextAtomically(files.markdown, toMarkdown(table.comparison));
  writeTextAtomically(files.csv, toCsv(table.comparison));
  writeTextAtomically(files.latex, toLatex(table.comparison));
  writeTextAtomically(files.html, toHtml(input.title, all.runs, table, figurePng));
  return files;
}

}  // namespace macadam
