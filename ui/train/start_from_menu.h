#pragma once

#include "spec/run_spec.h"

#include <QPushButton>
#include <string>

class QAction;
class QMenu;

namespace macadam {

class RunCatalog;

/// Where the settings come from: a preset, an earlier run, or a file.
class StartFromMenu : public QPushButton {
  Q_OBJECT

 public:
  StartFromMenu(QAction* openSettings, QAction* saveSettings, QWidget* parent = nullptr);

  /// The runs that can be chosen, or none; it must outlive its use here.
  void setRuns(const RunCatalog* runs) { runs_ = runs; }
  /// Says what the present settings were made from.
  void setBase(const QString& text);

 Q_SIGNALS:
  void presetChosen(const std::string& name);
  void runChosen(const RunSpec& spec, const QString& name);

 private:
  void fillRuns();

  const RunCatalog* runs_ = nullptr;
  QMenu* runMenu_;
};

/// What a preset is for: the comment that its file begins with.
QString presetSummary(const std::string& name);

}  // namespace macadam
