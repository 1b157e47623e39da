#pragma once

#include "ui/data/split_facts.h"

#include <QScrollArea>
#include <array>

class QAction;
class QLabel;
class QToolButton;

namespace macadam {

class DrawForm;
class FindingList;
class MaskLine;
class RoadHistogram;
class SplitChooser;
class SubsetRow;

/// The editor of the split beside the grid: which one, how it is drawn, its sets, what is wrong with it.
class SplitPanel : public QScrollArea {
  Q_OBJECT

 public:
  explicit SplitPanel(QWidget* parent = nullptr);

  SplitChooser& chooser() { return *chooser_; }
  DrawForm& form() { return *form_; }
  FindingList& findings() { return *findings_; }
  MaskLine& masks() { return *masks_; }
  SubsetRow& row(Subset subset) { return *rows_[static_cast<std::size_t>(subset)]; }

  void setFacts(const SplitFacts& facts, bool hasSplit);
  void setMovable(bool isMovable);
  /// The button that checks the data set.
  void setCheckAction(QAction* action);

 Q_SIGNALS:
  void subsetClicked(Subset subset);
  void moveWished(Subset subset);
  void dropped(const std::vector<int>& samples, Subset subset);

 private:
  SplitChooser* chooser_;
  DrawForm* form_;
  std::array<SubsetRow*, kSubsets.size()> rows_{};
  RoadHistogram* histogram_;
  QLabel* allIsWell_;
  FindingList* findings_;
  MaskLine* masks_;
  QLabel* locks_;
  QToolButton* check_;
};

/// The key that moves tiles to a set.
QString keyOf(Subset subset);

}  // namespace macadam
