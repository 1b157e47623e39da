#pragma once

#include "data/project.h"
#include "data/split.h"
#include "ui/data/latest_only.h"
#include "ui/data/split_edits.h"

#include <QDialog>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeView;

namespace macadam {

class RelocationModel;

/// Which tiles two splits of a project have in different sets.
class SplitComparison : public QDialog {
  Q_OBJECT

 public:
  SplitComparison(Project project, const QStringList& names, const QString& before, const QString& after,
                  QWidget* parent = nullptr);

  /// Reads both again.
  void compare();

 Q_SIGNALS:
  /// Tiles to be seen in the grid.
  void chosen(const std::vector<std::string>& ids);

 private:
  struct Outcome {
    std::vector<Relocation> relocations;
    QString failure;
  };

  void showOutcome(Outcome outcome);
  void chooseSelected();

  Project project_;
  QComboBox* before_;
  QComboBox* after_;
  QLabel* summary_;
  QTreeView* list_;
  QPushButton* choose_;
  RelocationModel* model_;
  LatestOnly<Outcome> reader_;
};

}  // namespace macadam
