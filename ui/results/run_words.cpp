#include "ui/results/run_words.h"

#include "session/run_report.h"
#include "ui/widgets/duration_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <filesystem>

namespace macadam {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("RunWords", text);
}

}  // namespace

QString stateText(RunState state) {
  switch (state) {
    case RunState::Prepared:
      return tr("Prepared");
    case RunState::Running:
      return tr("Running");
    case RunState::Interrupted:
      return tr("Interrupted");
    case RunState::Stopped:
      return tr("Stopped");
    case RunState::Completed:
      return tr("Completed");
    case RunState::Failed:
      return tr("Failed");
  }
  return {};
}

QString methodText(const MethodSpec& method) {
  const std::string_view title = factsOf(method).title;
  return QString::fromUtf8(title.data(), static_cast<qsizetype>(title.size()));
}

const NetworkSummary* mainScores(const RunSpec& spec, const RunSummary& summary) {
  return summary.find(mainPart(spec.method).name);
}

QString networksText(const RunSpec& spec, const QString& separator) {
  QStringList titles;
  for (const Part& part : partsReported(spec.method)) {
    titles.append(QString::fromStdString(networkTitle(part, spec.networks)));
  }
  return titles.join(separator);
}

QString splitText(const SplitSpec& split) {
  if (!split.file.empty()) return QString::fromStdString(std::filesystem::path(split.file).stem().string());
  return tr("drawn 1:%1, seed %2").arg(QLocale().toString(split.unlabelledPerLabelled)).arg(split.seed);
}

QString suiteText(const RunRecord& run, const std::vector<RunRecord>& runs, const std::filesystem::path& folder) {
  const std::filesystem::path suite = run.folder.path().parent_path();
  if (suite == folder) return {};
  int complete = 0, all = 0;
  double seconds = 0.0;
  for (const RunRecord& other : runs) {
    if (other.folder.path().parent_path() != suite) continue;
    ++all;
    complete += other.summary.state == RunState::Completed;
    seconds += other.summary.seconds;
  }
  const QString name = QString::fromStdString(suite.filename().string());
  return complete == all ? tr("%1, %2 runs, took %3 in all").arg(name).arg(all).arg(spentTime(seconds))
                         : tr("%1, %2 of %3 runs are complete, %4 until now")
                               .arg(name)
                               .arg(complete)
                               .arg(all)
                               .arg(spentTime(seconds));
}

}  // namespace macadam
