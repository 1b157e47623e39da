#include "ui/results/run_cells.h"

#include "session/run_report.h"
#include "ui/project/network_words.h"
#include "ui/project/run_names.h"
#include "ui/results/run_words.h"
#include "ui/widgets/duration_text.h"
#include "ui/widgets/per_cent.h"
#include "ui/widgets/window_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace macadam {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("RunCells", text);
}

/// The score that a column shows; empty for columns of anything else.
std::optional<double> score(const RunRecord& run, RunColumn column) {
  const NetworkSummary* scores = mainScores(run.spec, run.summary);
  if (scores == nullptr) return std::nullopt;
  const auto of = [](const std::optional<RoadMetrics>& metrics, std::optional<double> RoadMetrics::*value) {
    return metrics ? (*metrics).*value : std::nullopt;
  };
  switch (column) {
    case RunColumn::BestIou:
      return of(scores->validation, &RoadMetrics::iou);
    case RunColumn::BestF1:
      return of(scores->validation, &RoadMetrics::f1);
    case RunColumn::LastIou:
      return of(scores->lastValidation, &RoadMetrics::iou);
    case RunColumn::TestIou:
      return of(scores->test, &RoadMetrics::iou);
    case RunColumn::TestF1:
      return of(scores->test, &RoadMetrics::f1);
    default:
      return std::nullopt;
  }
}

QString iterationsText(const RunSummary& summary) {
  const QLocale locale;
  if (summary.totalIterations == 0) return QStringLiteral("–");
  if (summary.iterations == summary.totalIterations) return locale.toString(summary.iterations);
  return tr("%1 / %2").arg(locale.toString(summary.iterations), locale.toString(summary.totalIterations));
}

/// The year goes without saying while it lasts.
QString startedText(const QDateTime& started) {
  if (!started.isValid()) return QStringLiteral("–");
  const QDateTime local = started.toLocalTime();
  const bool isThisYear = local.date().year() == QDate::currentDate().year();
  return QLocale().toString(local, isThisYear ? QStringLiteral("d MMM HH:mm") : QStringLiteral("d MMM yyyy HH:mm"));
}

QString stateTip(const RunRecord& run) {
  QStringList lines;
  if (!run.summary.message.empty()) lines.append(inWindowWords(QString::fromStdString(run.summary.message)));
  for (const std::string& reason : run.stale) lines.append(tr("Stale: %1").arg(QString::fromStdString(reason)));
  return lines.join('\n');
}

QString singleLine(const std::string& text) {
  return QString::fromStdString(text).simplified();
}

}  // namespace

QString cellText(const RunRecord& run, RunColumn column) {
  if (column == RunColumn::Name) return runName(run);
  if (column == RunColumn::State && !run.problem.isEmpty()) return tr("Unreadable");
  if (column == RunColumn::Tags) return QString::fromStdString(toText(run.notes.tags));
  if (column == RunColumn::Notes) return singleLine(run.notes.note);
  if (!run.problem.isEmpty()) return {};
  switch (column) {
    case RunColumn::State:
      return run.stale.empty() ? stateText(run.summary.state) : tr("%1, stale").arg(stateText(run.summary.state));
    case RunColumn::Method:
      return methodText(run.spec.method);
    case RunColumn::Networks:
      return networksText(run.spec, QStringLiteral("; "));
    case RunColumn::Seed:
      return QString::number(run.spec.seed);
    case RunColumn::Split:
      return splitText(run.spec.split);
    case RunColumn::Iterations:
      return iterationsText(run.summary);
    case RunColumn::Duration:
      return run.summary.seconds > 0.0 ? spentTime(run.summary.seconds) : QStringLiteral("–");
    case RunColumn::Started:
      return startedText(run.started);
    default:
      return perCentNumber(score(run, column), 2);
  }
}

QVariant cellSortValue(const RunRecord& run, RunColumn column) {
  switch (column) {
    case RunColumn::State:
      return run.problem.isEmpty() ? static_cast<int>(run.summary.state) : -1;
    case RunColumn::Seed:
      return QVariant::fromValue(static_cast<qulonglong>(run.spec.seed));
    case RunColumn::Iterations:
      return QVariant::fromValue(static_cast<qlonglong>(run.summary.iterations));
    case RunColumn::Duration:
      return run.summary.seconds;
    case RunColumn::Started:
      return run.started.isValid() ? QVariant(run.started) : QVariant();
    case RunColumn::BestIou:
    case RunColumn::BestF1:
    case RunColumn::LastIou:
    case RunColumn::TestIou:
    case RunColumn::TestF1: {
      const std::optional<double> value = score(run, column);
      return value ? QVariant(*value) : QVariant();
    }
    default:
      return cellText(run, column);
  }
}

QString cellToolTip(const RunRecord& run, RunColumn column) {
  if (column == RunColumn::Name) {
    return tr("%1\nDouble-click to rename it; its folder keeps its name")
        .arg(QString::fromStdString(run.folder.path().string()));
  }
  if (column == RunColumn::Notes || column == RunColumn::Tags) {
    if (!run.notesProblem.isEmpty()) return run.notesProblem;
    const QString text = column == RunColumn::Tags ? cellText(run, column) : QString::fromStdString(run.notes.note);
    if (!text.isEmpty()) return text;
    return column == RunColumn::Tags ? tr("Double-click to add tags, separated by commas")
                                     : tr("Double-click to write a note");
  }
  if (!run.problem.isEmpty()) return run.problem;
  switch (column) {
    case RunColumn::State:
      return stateTip(run);
    case RunColumn::Networks:
      return networksText(run.spec, QStringLiteral("\n"));
    case RunColumn::Split:
      return QString::fromStdString(run.spec.split.file);
    case RunColumn::Iterations:
      return QString::fromStdString(run.summary.stage);
    case RunColumn::Started:
      return run.started.isValid() ? QLocale().toString(run.started.toLocalTime(), QLocale::LongFormat) : QString();
    case RunColumn::BestIou:
    case RunColumn::BestF1: {
      const NetworkSummary* scores = mainScores(run.spec, run.summary);
      if (scores == nullptr || !scores->validation) return {};
      return tr("%1, at iteration %2")
          .arg(networkWords(scores->network), QLocale().toString(static_cast<qlonglong>(scores->validationIteration)));
    }
    default:
      return {};
  }
}

}  // namespace macadam
