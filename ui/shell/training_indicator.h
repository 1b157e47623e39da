#pragma once

#include "ui/train/run_controller.h"

#include <QTimer>
#include <QToolButton>

namespace macadam {

/// How training goes, in the status bar of every page; a click goes there.
class TrainingIndicator : public QToolButton {
  Q_OBJECT

 public:
  explicit TrainingIndicator(const RunController& controller, QWidget* parent = nullptr);

 private:
  void refresh();
  QString words() const;

  const RunController& controller_;
  QTimer delay_;
};

}  // namespace macadam
