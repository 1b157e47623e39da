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
  void begin();
  void take(const std::vector<Event>& events);
  void refresh();
  QString progressText() const;

  const RunController& controller_;
  QTimer delay_;
  std::int64_t iteration_ = 0;
  std::int64_t total_ = 0;
  double seconds_ = 0.0;  ///< Spent since the stage began or the run was taken up again.
  std::int64_t steps_ = 0;
};

}  // namespace macadam
