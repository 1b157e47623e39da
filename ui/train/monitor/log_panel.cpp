#include "ui/train/monitor/log_panel.h"

#include "ui/project/network_words.h"
#include "ui/widgets/per_cent.h"
#include "ui/widgets/score_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/window_words.h"

#include <QFileInfo>
#include <QScrollBar>
#include <QStringList>
#include <QTextBlock>
#include <QTextCharFormat>
#include <QTextCursor>

namespace macadam {
namespace {

constexpr int kMostLines = 20'000;

struct Words {
  std::int64_t resumesFrom = 0;

  LogLine operator()(const StageStarted& stage) const {
    QString text = LogPanel::tr("Stage %1 of %2: %3, iterations %L4 to %L5")
                       .arg(stage.index + 1)
                       .arg(stage.count)
                       .arg(QString::fromStdString(stage.name))
                       .arg(stage.firstIteration)
                       .arg(stage.firstIteration + stage.iterations - 1);
    if (resumesFrom >= stage.firstIteration) text += LogPanel::tr(", resumed after iteration %L1").arg(resumesFrom);
    return {LogKind::Plain, text};
  }
  LogLine operator()(const Evaluated& evaluated) const {
    QStringList scores;
    for (const NetworkScore& score : evaluated.scores) {
      const auto number = [](const std::optional<double>& share) { return perCentText(share); };
      scores.append(networkWords(score.network) + ' ' + scoreText(roadMetrics(score.pooled), kToldMeasures, number));
    }
    const QString where = evaluated.subset == EvaluatedOn::Test ? LogPanel::tr("Test") : LogPanel::tr("Validation");
    const QString best = evaluated.best ? LogPanel::tr(" – best so far") : QString();
    return {LogKind::Plain, LogPanel::tr("%1 at %L2: ").arg(where).arg(evaluated.iteration) + scores.join("; ") + best};
  }
  LogLine operator()(const CheckpointSaved& saved) const {
    const QString file = QFileInfo(QString::fromStdString(saved.path)).fileName();
    return {LogKind::Plain, LogPanel::tr("Checkpoint at %L1: %2").arg(saved.iteration).arg(file)};
  }
  LogLine operator()(const Warning& warning) const {
    return {LogKind::Warning, LogPanel::tr("Warning: %1").arg(inWindowWords(QString::fromStdString(warning.message)))};
  }
  LogLine operator()(const Note& note) const {
    return {LogKind::Plain, inWindowWords(QString::fromStdString(note.message))};
  }
  LogLine operator()(const RunFinished& finished) const {
    const QString at = LogPanel::tr(" at iteration %L1").arg(finished.iteration);
    switch (finished.ending) {
      case Ending::Completed:
        return {LogKind::Plain, LogPanel::tr("Completed") + at};
      case Ending::Stopped:
        return {LogKind::Plain, LogPanel::tr("Stopped") + at};
      case Ending::TimeLimit:
        return {LogKind::Plain, LogPanel::tr("Ended by its time limit") + at};
      case Ending::Failed:
        break;
    }
    return {LogKind::Error,
            LogPanel::tr("Failed%1: %2").arg(at, inWindowWords(QString::fromStdString(finished.message)))};
  }
};

QTextCharFormat formatOf(LogKind kind) {
  QTextCharFormat format;
  if (kind == LogKind::Warning) format.setForeground(Theme::instance().colours().warning);
  if (kind == LogKind::Error) format.setForeground(Theme::instance().colours().error);
  return format;
}

}  // namespace

std::optional<LogLine> logLine(const Event& event, std::int64_t resumesFrom) {
  return std::visit(
      [words = Words{resumesFrom}](const auto& each) -> std::optional<LogLine> {
        if constexpr (requires { words(each); }) {
          return words(each);
        } else {
          return std::nullopt;
        }
      },
      event);
}

LogPanel::LogPanel(QWidget* parent) : QPlainTextEdit(parent) {
  setReadOnly(true);
  setMaximumBlockCount(kMostLines);
  setFrameShape(QFrame::NoFrame);
  setAccessibleName(tr("Log"));
  setPlaceholderText(tr("Stages, scores, checkpoints and warnings appear here"));
  connect(&Theme::instance(), &Theme::changed, this, &LogPanel::recolour);
  // Lines also become more when the bar's own coming wraps them.
  QScrollBar* bar = verticalScrollBar();
  connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) { follows_ = value == bar->maximum(); });
  connect(bar, &QScrollBar::rangeChanged, this, [this, bar] {
    if (follows_) bar->setValue(bar->maximum());
  });
}

void LogPanel::tell(const std::vector<Event>& events) {
  clear();
  told_ = {};
  for (const Event& event : events) add(event);
}

void LogPanel::add(const Event& event) {
  if (const auto line = logLine(event, told_.savedIterations)) add(*line);
  macadam::update(told_, event);
}

void LogPanel::add(const LogLine& line) {
  QTextCursor cursor(document());
  cursor.movePosition(QTextCursor::End);
  if (!document()->isEmpty()) cursor.insertBlock();
  const int start = cursor.position();
  cursor.insertText(line.text, formatOf(line.kind));
  for (QTextBlock block = document()->findBlock(start); block.isValid(); block = block.next()) {
    block.setUserState(static_cast<int>(line.kind));
  }
}

void LogPanel::recolour() {
  for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
    if (block.userState() <= static_cast<int>(LogKind::Plain)) continue;
    QTextCursor cursor(block);
    cursor.select(QTextCursor::BlockUnderCursor);
    cursor.setCharFormat(formatOf(static_cast<LogKind>(block.userState())));
  }
}

}  // namespace macadam
