#pragma once

#include "data/dataset.h"

#include <QColor>
#include <QDialog>
#include <QString>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace macadam {

class MaskValuePreview;

/// Asks what the values of a data set's masks mean: those that were found stand with their names, colours and shares,
/// each with its meaning; the rule that comes of it can be written by hand as well.
class MaskDialog : public QDialog {
  Q_OBJECT

 public:
  /// @param samples to show the values on (samplesToLookAt).
  MaskDialog(const MaskMeaning& meaning, std::vector<Sample> samples, QWidget* parent = nullptr);

  /// As `data.mask_values` takes it; empty leaves the decision to the masks.
  QString rule() const;
  QLineEdit& ruleEdit() { return *rule_; }
  MaskValuePreview& preview() { return *preview_; }
  /// The meanings of the values, in their order, as the table shows them.
  QComboBox& meaningOf(std::size_t value) { return *meanings_[value]; }

 private:
  QTreeWidget* makeTable();
  void addValue(const FoundValue& found, QColor colour);
  void writeRule();
  void readRule();

  std::vector<FoundValue> found_;
  bool isOpen_;  ///< The masks leave their meaning open.
  QTreeWidget* table_;
  MaskValuePreview* preview_;
  std::vector<QComboBox*> meanings_;  ///< Parallel to the values.
  QLineEdit* rule_;
  QLabel* objection_;
  QPushButton* accept_;
};

}  // namespace macadam
