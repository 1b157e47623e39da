#pragma once

#include "ui/annotate/display_adjustment.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSlider;

namespace macadam {

/// Brightness, contrast and gamma of what is shown, as three sliders.
class ViewAdjust : public QWidget {
  Q_OBJECT

 public:
  explicit ViewAdjust(QWidget* parent = nullptr);

  DisplayAdjustment adjustment() const;
  void setAdjustment(const DisplayAdjustment& adjustment);

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
