#pragma once

#include <QIconEngine>
#include <QPainter>
#include <QPixmap>

namespace macadam {

/// An icon that is painted anew at every size.
class PaintedIcon : public QIconEngine {
 public:
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap result(size);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return result;
  }
};

}  // namespace macadam
