#include "ui/results/written_report.h"

#include "runs/report.h"
#include "session/run_figure.h"
#include "ui/jobs/problem_list.h"

#include <QCoreApplication>

namespace macadam {

WrittenReport writeReportOf(const std::vector<RunFolder>& runs, const QString& title,
                            const std::filesystem::path& folder, const EngineAccess& engine, NetworkCosts& costs,
                            int threads, const ProgressCallback& progress) {
  WrittenReport written;
  ReportInput input = reportInput(runs, title.toStdString(), costs, written.remarks);
  try {
    std::vector<Problem> leftOut;
    input.figure = figureOf(runs, engine(), leftOut, threads, progress);
    for (const Problem& problem : leftOut) {
      written.remarks.append(
          QCoreApplication::translate("WrittenReport", "Not in the figure: %1").arg(problemText({problem})));
    }
  } catch (const Error& error) {
    written.remarks.append(
        QCoreApplication::translate("WrittenReport", "It has no figure: %1").arg(QString::fromUtf8(error.what())));
  }
  const ReportFiles files = writeReport(folder, input);
  written.page = files.html;
  for (const Problem& problem : files.table.leftOut) {
    written.remarks.append(QCoreApplication::translate("WrittenReport", "Left out: %1").arg(problemText({problem})));
  }
  return written;
}

}  // namespace macadam
