#pragma once

#include "ui/train/run_controller.h"

#include <QWidget>

class QAction;
class QLabel;

namespace macadam {

/// Start, pause, stop, and in a sentence what is going on.
class ControlBar : public QWidget {
  Q_OBJECT

 public:
  ControlBar(RunController& controller, QAction* start, QAction* pause, QAction* stop, QWidget* parent = nullptr);

  QString text() const;

 private:
  void refresh();
  QString stateText() const;

  RunController& controller_;
  QString news_;  ///< How the last run ended.
  bool isBadNews_ = false;
  QLabel* text_;
};

}  // namespace macadam
