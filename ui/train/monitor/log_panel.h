#pragma once

#include "runs/run_summary.h"

#include <QPlainTextEdit>
#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

namespace macadam {

enum class LogKind { Plain, Warning, Error };

struct LogLine {
  LogKind kind = LogKind::Plain;
  QString text;

  bool operator==(const LogLine&) const = default;
};

/// What an event says to people; nothing for single steps and previews.
/// @param resumesFrom iterations that the run's last checkpoint holds, which a stage that comes again goes on from.
std::optional<LogLine> logLine(const Event& event, std::int64_t resumesFrom = 0);

/// What happened in a run, a line each, to be read and copied.
class LogPanel : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit LogPanel(QWidget* parent = nullptr);

  /// Tells these in place of what stands there.
  void tell(const std::vector<Event>& events);
  /// The next event of the same run.
  void add(const Event& event);
  void add(const LogLine& line);

 private:
  void recolour();

  bool follows_ = true;  ///< Its end is in sight and stays there.
  RunSummary told_;      ///< Of what the lines tell.
};

}  // namespace macadam
