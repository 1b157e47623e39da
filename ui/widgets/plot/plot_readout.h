#pragma once

#include <QColor>
#include <QPointF>
#include <QRect>
#include <QString>
#include <QWidget>
#include <vector>

namespace macadam {

/// A hair line over all panels at the pointer, with the values of the curves there in one box.
/// Lies over the plot, so that it follows the pointer without drawing the curves again.
class PlotReadout : public QWidget {
 public:
  struct Row {
    QColor colour;  ///< Invalid for the heading of a panel.
    QString name, value;
    QPointF dot;
  };
  struct Content {
    double x = 0.0;  ///< In pixels, as all places.
    QString heading;
    std::vector<QRect> panels;
    std::vector<Row> rows;
  };

  explicit PlotReadout(QWidget* plot);

  void show(Content content);
  void clear();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paintBox(QPainter& painter) const;

  Content content_;
};

}  // namespace macadam
