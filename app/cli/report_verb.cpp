#include "cli/report_verb.h"

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
};

/// A folder may be a run or hold runs.
std::vector<RunFolder> findRuns(const std::vector<std::string>& paths) {
  std::vector<RunFolder> runs;
  for (const std::string& path : paths) {
    const std::vector<RunFolder> inside = listRuns(path);
    if (inside.empty())
      runs.push_back(openRun(path));
    else
      runs.insert(runs.end(), inside.begin(), inside.end());
  }
  return runs;
}

}  // namespace

void addReportVerb(CLI::App& app) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App& verb = *app.add_subcommand("report", "Compare runs: a table, a figure, and one page with curves");
  verb.add_option("RUNS", options->runs, "Run folders, or folders that hold runs")->required();
  verb.add_option("--out", options->out, "Where to write it");
  verb.add_option("--title", options->title, "The page's title");
  verb.footer(
      "Runs of one method and network are its seeds: the table shows their mean and deviation. It is written as\n"
      "Markdown, CSV and LaTeX; report.html needs no other file.\n\n"
      "Example:\n  macadam-cli report runs/ --out report");
  verb.callback([options] { tellReport(findRuns(options->runs), options->out, options->title); });
}

}  // namespace macadam
