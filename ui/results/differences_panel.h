#pragma once

#include "ui/project/run_catalog.h"
#include "ui/results/differences_model.h"

#include <QWidget>
#include <vector>

class QAction;
class QCheckBox;
class QLabel;
class QTableView;

namespace macadam {

/// The settings of the selected runs side by side.
class DifferencesPanel : public QWidget {
  Q_OBJECT

 public:
  explicit DifferencesPanel(QWidget* parent = nullptr);

  void setRuns(const std::vector<RunRecord>& runs);
  bool onlyDiffering() const;
  void setOnlyDiffering(bool onlyDiffering);
  /// A button for what measures the difference of two selected runs.
  void setMeasureAction(QAction* action);
  /// What was measured of them; empty where nothing was.
  void setMeasured(const QString& text);

 private:
  void describe(std::size_t runs);

  DifferencesModel model_;
  QCheckBox* onlyDiffering_;
  QLabel* summary_;
  QLabel* measured_;
  QWidget* measuring_;
  QTableView* table_;
  std::vector<RunSettings> shown_;
};

}  // namespace macadam
