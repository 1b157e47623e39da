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

const std::optional<RoadMetrics>& metricsOn(const NetworkSummary& network, ScoredOn on) {
  switch (on) {
    case ScoredOn::BestValidation:
      return network.validation;
    case ScoredOn::LastValidation:
      return network.lastValidation;
    case ScoredOn::Test:
      break;
  }
  return network.test;
}

std::optional<double> valueOf(const RunRecord& run, const RunScore& score) {
  const NetworkSummary* network = mainScores(run.spec, run.summary);
  if (network == nullptr) return std::nullopt;
  const std::optional<RoadMetrics>& metrics = metricsOn(*network, score.on);
  return metrics ? (*metrics).*score.measure->value : std::nullopt;
}

QString bestTip(const RunRecord& run) {
  const NetworkSummary* scores = mainScores(run.spec, run.summary);
  if (scores == nullptr || !scores->validation) return {};
  return tr("%1, at iteration %2")
      .arg(networkWords(scores->network), QLocale().toString(static_cast<qlonglong>(scores->validationIteration)));
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
  if (const RunScore* score = runScoreIn(column)) return perCentNumber(valueOf(run, *score), 2);
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
      return {};
  }
}

QVariant cellSortValue(const RunRecord& run, RunColumn column) {
  if (const RunScore* score = runScoreIn(column)) {
    const std::optional<double> value = valueOf(run, *score);
    return value ? QVariant(*value) : QVariant();
  }
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
  if (const RunScore* score = runScoreIn(column)) {
    return score->on == ScoredOn::BestValidation ? bestTip(run) : QString();
  }
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
    default:
      return {};
  }
}

}  // namespace macadam
