#include "cli/report_verb.h"

#include "cli/existing_files.h"
#include "cli/exit_code.h"
#include "cli/write_report.h"
#include "runs/run_store.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace macadam {
namespace {

struct ReportOptions {
  std::vector<std::string> runs;
  std::string out = "report";
  std::string title = "Road segmentation";
  bool overwrites = false;
};

/// A folder may be a run or hold runs. What is no run is left to the report to name.
std::vector<RunFolder> findRuns(const std::vector<std::string>& paths) {
  std::vector<RunFolder> runs;
  for (const std::string& path : paths) {
    std::vector<RunFolder> inside = listRuns(path);
    for (RunFolder& ruin : listRuins(path)) inside.push_back(std::move(ruin));
    if (inside.empty()) inside.push_back(RunFolder(path));
    runs.insert(runs.end(), inside.begin(), inside.end());
  }
  return runs;
}

void report(const ReportOptions& options) {
  refuseExisting(std::filesystem::path(options.out) / "report.html", options.overwrites);
  if (!tellReport(findRuns(options.runs), options.out, options.title)) throw EndWith{ExitCode::Refused};
}

}  // namespace

void addReportVerb(CLI::App& app) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App& verb = *app.add_subcommand("report", "Compare runs: a table, a figure, and one page with curves");
  verb.add_option("RUNS", options->runs, "Run folders, or folders that hold runs")->required();
  verb.add_option("--out", options->out, "Where to write it");
  verb.add_option("--title", options->title, "The page's title");
  verb.add_flag("--overwrite", options->overwrites, "Replace a report that is there already");
  verb.footer(
      "Runs of one method and network on the same data, split and settings are its seeds: the table shows their mean\n"
      "and deviation. It is written as Markdown, CSV and LaTeX; report.html needs no other file. A run that cannot be\n"
      "read is left out by its name; the exit code is then 1.\n\n"
      "Example:\n  macadam-cli report runs/ --out report");
  verb.callback([options] { report(*options); });
}

}  // namespace macadam
