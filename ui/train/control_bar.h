#pragma once

#include "ui/train/run_controller.h"

#include <QList>
#include <QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace macadam {

/// Start, pause, stop, and in a sentence what is going on.
class ControlBar : public QWidget {
  Q_OBJECT

 public:
  ControlBar(RunController& controller, QAction* start, QAction* pause, QAction* stop, QWidget* parent = nullptr);

  QString text() const;

 Q_SIGNALS:
  /// One of the problems of a failed start was chosen: show the field where it lies.
  void problemChosen(const Problem& problem);

 private:
  void refresh();
  void listProblems();
  QString stateText() const;

  RunController& controller_;
  QString news_;  ///< How the last run ended.
  bool isBadNews_ = false;
  QList<Problem> problems_;  ///< Why the last start failed.
  QLabel* text_;
  QToolButton* more_;
};

}  // namespace macadam
