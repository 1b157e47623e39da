#pragma once

#include "ui/train/monitor/run_history.h"
#include "ui/train/monitor/system_load.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace macadam {

/// `1:02:03` or `2:03`.
QString clockText(double seconds);
/// What is left to do and how fast it goes, in one line.
QString progressText(const RunHistory& run, bool isTraining);

/// How far a run is, how fast, and how busy the machine is meanwhile.
class RunHeader : public QWidget {
  Q_OBJECT

 public:
  explicit RunHeader(QWidget* parent = nullptr);

  void show(const RunHistory& run, bool isTraining);

 private:
  QProgressBar* bar_;
  QLabel* progress_;
  QLabel* load_;
  SystemLoad system_;
};

}  // namespace macadam
