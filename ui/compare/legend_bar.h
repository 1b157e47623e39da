#pragma once

#include "ui/compare/pane_render.h"

#include <QColor>
#include <QList>
#include <QString>
#include <QWidget>

namespace macadam {

struct LegendEntry {
  QColor colour;
  QString text;
};

/// What the colours of a view mean; empty for a heat map, whose meaning is a scale.
QList<LegendEntry> legendOf(PredictionView view);

/// The legend of the panes' overlays, in one line: chips with words, or the scale of a heat map.
class LegendBar : public QWidget {
  Q_OBJECT

 public:
  explicit LegendBar(QWidget* parent = nullptr);

  void setView(PredictionView view);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  PredictionView view_ = PredictionView::Errors;
};

}  // namespace macadam
