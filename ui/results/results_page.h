#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/engine_access.h"
#include "ui/widgets/page.h"
#include "ui/train/run_controller.h"

namespace macadam {

class ResultsPage : public Page {
  Q_OBJECT

 public:
  ResultsPage(Jobs&, EngineAccess, RunController&, QWidget* parent = nullptr);

  void setDocument(ProjectDocument* document) override;
};

}  // namespace macadam
