#pragma once

#include "ui/compare/pane_render.h"

#include <QWidget>

class QAction;
class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QLabel;
class QSlider;

namespace macadam {

class LegendBar;

/// How predictions are shown: view, opacity and threshold; and, apart from it, what the colours mean.
class LookBar : public QWidget {
  Q_OBJECT

 public:
  explicit LookBar(QWidget* parent = nullptr);

  PaneLook look() const;
  void setLook(const PaneLook& look);
  void setView(PredictionView view);
  /// A step of ThresholdCurve; tells once, also where it is the one before.
  void setThreshold(int step);
  /// A button beside the threshold.
  void addThresholdAction(QAction& action, const QString& text);
  /// What the colours mean, for a place where there is room.
  LegendBar& legend() { return *legend_; }

 Q_SIGNALS:
  void lookChanged(const PaneLook& look);
  /// The threshold has come to rest.
  void thresholdSettled();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void tell();

  QComboBox* view_;
  QSlider* opacity_;
  QSlider* threshold_;
  QLabel* opacityText_;
  QDoubleSpinBox* thresholdBox_;
  QHBoxLayout* thresholdButtons_;
  LegendBar* legend_;
};

}  // namespace macadam
