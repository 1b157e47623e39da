#include "ui/results/run_details.h"

#include "session/run_report.h"
#include "ui/project/network_words.h"
#include "ui/results/run_cells.h"
#include "ui/results/run_words.h"
#include "ui/widgets/per_cent.h"
#include "ui/widgets/score_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/window_words.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>

namespace macadam {
namespace {

constexpr qint64 kTailBytes = 64 * 1024;

QString tr(const char* text) {
  return QCoreApplication::translate("RunDetails", text);
}
QString escaped(const std::string& text) {
  return QString::fromStdString(text).toHtmlEscaped();
}

QString row(const QString& title, const QString& value) {
  if (value.isEmpty()) return {};
  return QStringLiteral(
             "<tr><td style='padding: 1px 18px 1px 0; color: %1; white-space: nowrap'>%2</td>"
             "<td style='padding: 1px 0'>%3</td></tr>")
      .arg(Theme::instance().colours().mutedText.name(), title, value);
}

QString section(const QString& title, const QString& rows) {
  if (rows.isEmpty()) return {};
  return QStringLiteral("<p style='margin: 12px 0 3px 0'><b>%1</b></p><table cellspacing='0'>%2</table>")
      .arg(title, rows);
}

QString coloured(const QString& text, const QColor& colour) {
  return QStringLiteral("<p style='margin: 6px 0 0 0; color: %1'>%2</p>").arg(colour.name(), text);
}

QString headline(const RunRecord& run) {
  QString html = QStringLiteral("<p style='margin: 0; font-size: large'><b>%1</b></p>")
                     .arg(cellText(run, RunColumn::Name).toHtmlEscaped());
  QString state = cellText(run, RunColumn::State);
  if (!run.summary.stage.empty()) state += tr(" · stage %1").arg(escaped(run.summary.stage));
  html +=
      QStringLiteral("<p style='margin: 0; color: %1'>%2</p>").arg(Theme::instance().colours().mutedText.name(), state);
  const ThemeColours& colours = Theme::instance().colours();
  for (const QString& problem :
       {run.problem, inWindowWords(QString::fromStdString(run.summary.message)), run.notesProblem}) {
    if (!problem.isEmpty()) html += coloured(problem.toHtmlEscaped(), colours.error);
  }
  for (const std::string& reason : run.stale) {
    html += coloured(tr("Stale: %1").arg(escaped(reason)), colours.warning);
  }
  for (const std::string& warning : run.summary.warnings) {
    html += coloured(inWindowWords(QString::fromStdString(warning)).toHtmlEscaped(), colours.warning);
  }
  return html;
}

QString metricsText(const std::optional<RoadMetrics>& metrics) {
  if (!metrics) return {};
  return scoreText(*metrics, kCurveMeasures,
                   [](const std::optional<double>& share) { return perCentNumber(share, 2); });
}

QString scores(const RunRecord& run) {
  const QLocale locale;
  QString rows;
  for (const NetworkSummary& network : run.summary.networks) {
    const QString name = networkWords(network.network).toHtmlEscaped();
    if (network.validation && network.validationIteration == 0) {
      rows += row(tr("%1, validation").arg(name), tr("%1, as it was given").arg(metricsText(network.validation)));
    } else if (network.validation) {
      rows += row(tr("%1, best validation").arg(name),
                  tr("%1 at iteration %2")
                      .arg(metricsText(network.validation), locale.toString(qlonglong(network.validationIteration))));
    }
    rows += row(tr("%1, test").arg(name), metricsText(network.test));
  }
  return rows;
}

QString plan(const RunRecord& run) {
  QString rows;
  rows += row(tr("Method"), cellText(run, RunColumn::Method).toHtmlEscaped());
  rows += row(tr("Networks"), networksText(run.spec, QStringLiteral("\n")).toHtmlEscaped().replace('\n', "<br>"));
  rows += row(tr("Seed"), cellText(run, RunColumn::Seed));
  rows += row(tr("Data"), escaped(run.spec.data.path));
  rows += row(tr("Iterations"), cellText(run, RunColumn::Iterations));
  rows += row(tr("Duration"), cellText(run, RunColumn::Duration));
  rows += row(tr("Folder"), escaped(run.folder.path().string()));
  return rows;
}

QString splitRows(const RunRecord& run, const Split& split) {
  const QLocale locale;
  const auto count = [&](const std::vector<std::string>& ids) { return locale.toString(qulonglong(ids.size())); };
  QString rows = row(tr("Name"), escaped(split.name.empty() ? splitText(run.spec.split).toStdString() : split.name));
  rows += row(tr("Tiles"),
              tr("%1 labelled, %2 unlabelled, %3 validation, %4 test")
                  .arg(count(split.labelled), count(split.unlabelled), count(split.validation), count(split.test)));
  return rows + row(tr("Hash"), escaped(split.hash()));
}

QString timeText(const std::string& iso) {
  const QDateTime time = QDateTime::fromString(QString::fromStdString(iso), Qt::ISODate);
  return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::LongFormat) : escaped(iso);
}

QString provenanceRows(const Provenance& provenance) {
  QString rows = row(tr("Started"), timeText(provenance.startedAt));
  for (const Resumption& each : provenance.resumed) {
    rows += row(tr("Resumed"),
                tr("%1<br>on %2, %3").arg(timeText(each.startedAt), escaped(each.device), escaped(each.host)));
  }
  rows += row(tr("Program"), escaped(provenance.program));
  rows += row(tr("LibTorch"), escaped(provenance.libTorch));
  rows += row(tr("Device"), escaped(provenance.device));
  rows += row(tr("Computer"), escaped(provenance.host + ", " + provenance.operatingSystem));
  rows += row(tr("Split"), escaped(provenance.splitHash));
  return rows + row(tr("Data fingerprint"), escaped(provenance.dataFingerprint));
}

QString tailOf(const std::filesystem::path& path) {
  QFile file(QString::fromStdString(path.string()));
  if (!file.open(QIODevice::ReadOnly)) return {};
  const bool isCut = file.size() > kTailBytes;
  if (isCut) file.seek(file.size() - kTailBytes);
  QString text = QString::fromUtf8(file.readAll());
  if (isCut) text.remove(0, text.indexOf('\n') + 1);
  return text.trimmed();
}

}  // namespace

RunFiles readRunFiles(const RunFolder& run) {
  RunFiles files{.logTail = tailOf(run.log())};
  std::error_code missing;
  try {
    if (std::filesystem::exists(run.provenance(), missing)) files.provenance = loadProvenance(run.provenance());
    if (std::filesystem::exists(run.split(), missing)) files.split = loadSplit(run.split());
  } catch (const Error&) {
    // what can be read is shown
  }
  return files;
}

QString detailsHtml(const RunRecord& run, const RunFiles& files, const QString& suite) {
  QString html = headline(run);
  if (run.problem.isEmpty()) {
    html += section(tr("Scores"), scores(run));
    html += section(tr("Run"), plan(run) + row(tr("Suite"), suite.toHtmlEscaped()));
  }
  if (files.split) html += section(tr("Split"), splitRows(run, *files.split));
  if (files.provenance) html += section(tr("Provenance"), provenanceRows(*files.provenance));
  return html;
}

}  // namespace macadam
