#pragma once

#include "train/events.h"

#include <QPlainTextEdit>
#include <QString>
#include <optional>

namespace macadam {

enum class LogKind { Plain, Warning, Error };

struct LogLine {
  LogKind kind = LogKind::Plain;
  QString text;

  bool operator==(const LogLine&) const = default;
};

/// What an event says to people; nothing for single steps and previews.
std::optional<LogLine> logLine(const Event& event);

/// What happened in a run, a line each, to be read and copied.
class LogPanel : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit LogPanel(QWidget* parent = nullptr);

  void add(const Event& event);
  void add(const LogLine& line);

 private:
  void recolour();
};

}  // namespace macadam
