#pragma once

#include "spec/run_spec.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;

namespace macadam {

/// How a split is to be drawn.
class DrawForm : public QWidget {
  Q_OBJECT

 public:
  static constexpr int kLargestRatio = 16;

  explicit DrawForm(QWidget* parent = nullptr);

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
