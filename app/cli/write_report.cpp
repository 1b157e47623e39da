#include "cli/write_report.h"

#include "base/error.h"
#include "cli/comparison_table.h"
#include "runs/report.h"
#include "session/run_figure.h"
#include "session/run_report.h"

#include <algorithm>
#include <cstdio>

namespace macadam {

bool tellReport(const std::vector<RunFolder>& runs, const std::filesystem::path& folder, const std::string& title) {
  ReportInput input = reportOf(runs, title, complexity);
  std::vector<Problem> notDrawn;
  try {
    input.figure = figureOf(runs, *makeEngine(), notDrawn);
  } catch (const Error& error) {
    std::fprintf(stderr, "the report has no figure: %s\n", error.what());
  }
  const ReportFiles files = writeReport(folder, input);
  printComparison(files.table, stdout);
  std::printf("\nreport: %s\n", files.html.c_str());
  std::printf("        beside it table.md, table.csv, table.tex%s\n", files.figure.empty() ? "" : ", figure.png");
  const std::vector<Problem>& leftOut = files.table.leftOut;
  std::erase_if(notDrawn, [&](const Problem& problem) { return std::ranges::find(leftOut, problem) != leftOut.end(); });
  for (const Problem& problem : leftOut) std::fprintf(stderr, "left out: %s\n", describe(problem).c_str());
  for (const Problem& problem : notDrawn) std::fprintf(stderr, "not in the figure: %s\n", describe(problem).c_str());
  return leftOut.empty() && notDrawn.empty();
}

}  // namespace macadam
