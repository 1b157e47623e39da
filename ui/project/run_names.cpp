#include "ui/project/run_names.h"

#include <QRegularExpression>
#include <algorithm>

namespace macadam {

QString firstName(const RunRecord& run) {
  return QString::fromStdString(run.problem.isEmpty() && !run.spec.name.empty() ? run.spec.name : run.folder.name());
}

QString runName(const RunRecord& run) {
  return run.notes.title.empty() ? firstName(run) : QString::fromStdString(run.notes.title);
}

QString runName(const RunRecord& run, const std::vector<RunRecord>& runs) {
  const QString name = runName(run);
  const bool isOnlyOne = std::ranges::none_of(
      runs, [&](const RunRecord& other) { return other.folder != run.folder && runName(other) == name; });
  if (isOnlyOne) return name;
  return run.notes.title.empty() ? QString::fromStdString(run.folder.name()) : runListName(run);
}

QString nameWithoutDate(const RunFolder& run) {
  static const QRegularExpression date("^\\d{4}-\\d{2}-\\d{2}_\\d{4}_");
  return QString::fromStdString(run.name()).remove(date);
}

QString runListName(const RunRecord& run) {
  const QString folder = QString::fromStdString(run.folder.name());
  return run.notes.title.empty() ? folder : QString("%1 (%2)").arg(QString::fromStdString(run.notes.title), folder);
}

}  // namespace macadam
