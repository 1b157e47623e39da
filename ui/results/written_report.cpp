#include "ui/results/written_report.h"

#include "runs/report.h"
#include "session/run_figure.h"

#include <QCoreApplication>

namespace macadam {

WrittenReport writeReportOf(const std::vector<RunFolder>& runs, const QString& title,
                            const std::filesystem::path& folder, const EngineAccess& engine, NetworkCosts& costs,
                            int threads, const ProgressCallback& progress) {
  WrittenReport written;
  ReportInput input = reportInput(runs, title.toStdString(), costs, written.remarks);
  try {
    input.figure = figureOf(runs, engine(), threads, progress);
  } catch (const Error& error) {
    written.remarks.append(
        QCoreApplication::translate("WrittenReport", "It has no figure: %1").arg(QString::fromUtf8(error.what())));
  }
  written.page = writeReport(folder, input).html;
  return written;
}

}  // namespace macadam
