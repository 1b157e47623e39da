#pragma once

#include "ui/project/project_document.h"
#include "ui/train/run_controller.h"

#include <QObject>

namespace macadam {

/// Watches what a `macadam-cli` of this machine trains in the project, whoever started it, while nothing is in training
/// in this window.
class BackgroundRuns : public QObject {
  Q_OBJECT

 public:
  /// Looks each time that the document's runs have been read. Dies with the document.
  BackgroundRuns(ProjectDocument& document, RunController& controller);

 private:
  void look();

  ProjectDocument& document_;
  RunController& controller_;
};

}  // namespace macadam
