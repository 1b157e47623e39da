#pragma once

#include "ui/compare/pane_render.h"

#include <QColor>
#include <QLinearGradient>
#include <QList>
#include <QString>
#include <QWidget>

namespace macadam {

struct LegendEntry {
  QColor colour;  ///< Invalid for the scale of a heat map, from 0 to 1.
  QString text;
};

/// What the colours of a view mean.
QList<LegendEntry> legendOf(PredictionView view);
/// What those of teachers' disagreement mean in every view.
LegendEntry disagreementScale();
/// The colours of heat maps between two places.
QLinearGradient heatScale(double from, double to);

/// The legend of overlays, in one line: words with chips or scales.
class LegendBar : public QWidget {
  Q_OBJECT

 public:
  explicit LegendBar(QWidget* parent = nullptr);

  void setEntries(const QList<LegendEntry>& entries);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QList<LegendEntry> entries_;
};

}  // namespace macadam
