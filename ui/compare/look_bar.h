#pragma once

#include "ui/compare/pane_render.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QSlider;

namespace macadam {

class LegendBar;

/// How predictions are shown: view, opacity, threshold, and what the colours mean.
class LookBar : public QWidget {
  Q_OBJECT

 public:
  explicit LookBar(QWidget* parent = nullptr);

  PaneLook look() const;
  void setLook(const PaneLook& look);
  void setView(PredictionView view);

 Q_SIGNALS:
  void lookChanged(const PaneLook& look);
  /// The threshold has come to rest.
  void thresholdSettled();

 private:
  void tell();

  QComboBox* view_;
  QSlider* opacity_;
  QSlider* threshold_;
  QLabel* opacityText_;
  QLabel* thresholdText_;
  LegendBar* legend_;
};

}  // namespace macadam
