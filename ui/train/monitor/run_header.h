#pragma once

#include "runs/run_history.h"
#include "train/run_progress.h"
#include "ui/train/monitor/system_load.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace macadam {

/// Where a run is, and how fast it goes and how long it still takes, or took, in one line.
/// @param live of the run in training; null of an earlier one.
QString headerText(const RunHistory& run, const RunProgress* live);

/// How far a run is, how fast, and how busy the machine is meanwhile.
class RunHeader : public QWidget {
  Q_OBJECT

 public:
  explicit RunHeader(QWidget* parent = nullptr);

  void show(const RunHistory& run, const RunProgress* live);

 private:
  QProgressBar* bar_;
  QLabel* progress_;
  QLabel* load_;
  SystemLoad system_;
};

}  // namespace macadam
