#pragma once

#include "ui/data/tile_delegate.h"

#include <QWidget>

class QLabel;
class QSlider;
class QToolButton;

namespace macadam {

/// Below the grid: how many tiles there are, what is painted over them, and their size.
class BrowserFooter : public QWidget {
  Q_OBJECT

 public:
  BrowserFooter(int smallestSide, int largestSide, QWidget* parent = nullptr);

  void setCount(const QString& text);
  /// Emits nothing.
  void setOverlay(const RoadOverlay& overlay);
  /// Emits `sideWished` where it differs.
  void setSide(int side);

 Q_SIGNALS:
  void overlayWished(const RoadOverlay& overlay);
  void sideWished(int side);

 private:
  RoadOverlay overlay_;
  QLabel* count_;
  QToolButton* paints_;
  QSlider* opacity_;
  QSlider* side_;
};

}  // namespace macadam
