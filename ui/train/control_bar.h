#pragma once

#include "ui/train/run_controller.h"

#include <QList>
#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace macadam {

/// Start, pause, stop, what to do where the queue waits, and in a sentence what is going on.
class ControlBar : public QWidget {
  Q_OBJECT

 public:
  ControlBar(RunController& controller, QAction* start, QAction* pause, QAction* stop, QAction* startNext,
             QWidget* parent = nullptr);

  /// Beside Start and Stop, in menus of theirs; `takeOver` is a button while the run in training is in the background.
  void addChoices(QAction* startInBackground, QAction* stopAtCheckpoint, QAction* moveToBackground, QAction* takeOver);

  QString text() const;
  /// Another project is open: how a run of the last one ended is no news any more, unless something still trains.
  void forgetNews();
  /// Gives the keyboard to what can be done with the run in training.
  void takeFocus();

 Q_SIGNALS:
  /// One of the problems of a failed start was chosen: show the field where it lies.
  void problemChosen(const Problem& problem);

 private:
  QToolButton* addButton(QAction* action);
  void refresh();
  void listProblems();
  QString stateText() const;
  QString waitingText() const;

  RunController& controller_;
  QTimer delay_;  ///< Events come faster than anyone reads.
  QString news_;  ///< How the last run ended.
  bool isBadNews_ = false;
  QList<Problem> problems_;  ///< Why the last start failed.
  QToolButton* start_;
  QToolButton* pause_;
  QToolButton* stop_;
  QToolButton* takeOver_ = nullptr;
  QToolButton* startNext_;
  QLabel* text_;
  QToolButton* more_;
};

}  // namespace macadam
