#pragma once

#include <QMainWindow>

#include "ui/jobs/jobs.h"
#include "ui/project/engine_access.h"
#include "ui/project/project_document.h"
#include "ui/train/run_controller.h"

namespace macadam {

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(EngineAccess engine, QWidget* parent = nullptr);

 private:
  Jobs jobs_;
  RunController controller_;
};

}  // namespace macadam
