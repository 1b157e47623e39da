#pragma once

#include "ui/annotate/display_adjustment.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QSlider;

namespace macadam {

/// Brightness, contrast and gamma of what is shown, as three sliders; part of a page or, by `popUpBelow`, a popup.
class ViewAdjust : public QFrame {
  Q_OBJECT

 public:
  explicit ViewAdjust(QWidget* parent = nullptr);

  DisplayAdjustment adjustment() const;
  void setAdjustment(const DisplayAdjustment& adjustment);
  /// Shows it on its own until one clicks beside it or presses Escape.
  void popUpBelow(QWidget& button);

 Q_SIGNALS:
  void changed(const macadam::DisplayAdjustment& adjustment);

 private:
  void tell();

  QSlider* brightness_;
  QSlider* contrast_;
  QSlider* gamma_;
  QLabel* brightnessText_;
  QLabel* contrastText_;
  QLabel* gammaText_;
  QPushButton* reset_;
};

}  // namespace macadam
