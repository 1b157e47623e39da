#pragma once

#include "data/project.h"
#include "data/split.h"
#include "ui/data/split_edits.h"
#include "ui/jobs/newest_wins.h"

#include <QDialog>
#include <QThreadPool>
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
  void showRelocations(const QString& summary, std::vector<Relocation> relocations);
  void chooseSelected();

  Project project_;
  QComboBox* before_;
  QComboBox* after_;
  QLabel* summary_;
  QTreeView* list_;
  QPushButton* choose_;
  RelocationModel* model_;
  QThreadPool threads_;
  NewestWins<std::vector<Relocation>> reader_;
};

}  // namespace macadam
