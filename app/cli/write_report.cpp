#include "cli/write_report.h"

#include "base/error.h"
#include "cli/comparison_table.h"
#include "runs/report.h"
#include "session/run_figure.h"
#include "session/run_report.h"

#include <cstdio>

namespace macadam {

void tellReport(const std::vector<RunFolder>& runs, const std::filesystem::path& folder, const std::string& title) {
  ReportInput input = reportOf(runs, title, complexity);
  try {
    input.figure = figureOf(runs, *makeEngine());
  } catch (const Error& error) {
    std::fprintf(stderr, "the report has no figure: %s\n", error.what());
  }
  const ReportFiles files = writeReport(folder, input);
  printComparison(reportTable(input), stdout);
  std::printf("\nreport: %s\n", files.html.c_str());
  std::printf("        beside it table.md, table.csv, table.tex%s\n", files.figure.empty() ? "" : ", figure.png");
}

}  // namespace macadam
