#pragma once

#include "data/split_wish.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;
class QStackedWidget;

namespace macadam {

/// How a split is to be drawn.
class DrawForm : public QWidget {
  Q_OBJECT

 public:
  static constexpr int kLargestRatio = 16;

  explicit DrawForm(QWidget* parent = nullptr);

  /// What is asked for, and from which labelled tiles it begins.
  SplitWish wish() const;
  /// The rules, without how much is to be labelled where that is asked for otherwise than by ratio.
  SplitSpec spec() const;
  /// Emits nothing.
  void setSpec(const SplitSpec& spec);
  /// Shares can be chosen only where the data set declares no such tiles.
  void setDeclared(bool declaresValidation, bool declaresTest);
  /// One line under the ratio: what would be drawn, or why nothing can be.
  void setOutcome(const QString& text, bool isPossible);

 Q_SIGNALS:
  void changed();
  void drawWished();

 private:
  void showRatio();
  QWidget* ratioRow();

  QComboBox* amount_;        ///< By what is asked.
  QStackedWidget* amounts_;  ///< A page for each.
  QDoubleSpinBox* share_;
  QSpinBox* count_;
  QCheckBox* keep_;
  QSlider* ratio_;
  QLabel* ratioText_;
  QLabel* outcome_;
  QSpinBox* seed_;
  QCheckBox* groupByScene_;
  QCheckBox* stratify_;
  QSpinBox* validation_;
  QSpinBox* test_;
  QLabel* declared_;
  QLabel* validationText_;
  QLabel* testText_;
  QPushButton* draw_;
};

}  // namespace macadam
