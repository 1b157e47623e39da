#pragma once

#include "ui/project/run_catalog.h"
#include "ui/results/differences_model.h"

#include <QWidget>
#include <vector>

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

 private:
  void describe(std::size_t runs);

  DifferencesModel model_;
  QCheckBox* onlyDiffering_;
  QLabel* summary_;
  QTableView* table_;
  std::vector<RunSettings> shown_;
};

}  // namespace macadam
