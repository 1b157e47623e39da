#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/engine_access.h"

#include <QDialog>

namespace macadam {

/// What this program is, in which versions; the engine's is asked for in the background.
class AboutDialog : public QDialog {
  Q_OBJECT

 public:
  AboutDialog(Jobs& jobs, EngineAccess engine, QWidget* parent = nullptr);
};

}  // namespace macadam
