#pragma once

#include "ui/annotate/display_adjustment.h"
#include "ui/annotate/label_look.h"
#include "ui/compare/compare_source.h"

#include <QWidget>
#include <string>
#include <vector>

class QCheckBox;
class QLabel;
class QSlider;

namespace macadam {

class ElidedComboBox;
class ViewAdjust;

/// Where a reference is shown.
enum class ReferencePlace { Over, Beside };

/// How labels and picture are shown, and what is shown with them for reference.
class ViewPanel : public QWidget {
  Q_OBJECT

 public:
  /// The mask as it was before it was edited here.
  static constexpr const char* kBefore = "before";

  explicit ViewPanel(QWidget* parent = nullptr);

  LabelLook look() const;
  void setLook(const LabelLook& look);
  DisplayAdjustment adjustment() const;
  /// Offers the mask as it was and every source that predicts.
  void setSources(const std::vector<CompareSource>& sources);
  /// Empty for none.
  std::string reference() const;
  ReferencePlace place() const;
  /// Whether the tiles beside the open one are wished for.
  bool showsNeighbours() const;

  void saveState() const;
  void restoreState();

 Q_SIGNALS:
  void lookChanged();
  void adjustmentChanged();
  void referenceChanged();
  void neighboursChanged();

 private:
  QSlider* opacity_;
  QLabel* opacityText_;
  QCheckBox* outline_;
  QCheckBox* bySource_;
  QLabel* legend_;
  ElidedComboBox* reference_;
  QCheckBox* beside_;
  QCheckBox* neighbours_;
  ViewAdjust* adjust_;
};

}  // namespace macadam
