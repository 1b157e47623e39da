#include "ui/train/monitor/preview_cell.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace macadam {

PreviewCell::PreviewCell(QWidget* parent) : QWidget(parent) {
  setMinimumSize(72, 92);
}

void PreviewCell::show(const QString& name, const QImage& picture, const QString& whenEmpty) {
  name_ = name;
  picture_ = picture;
  whenEmpty_ = whenEmpty;
  setAccessibleName(picture.isNull() ? QString("%1: %2").arg(name, whenEmpty) : name);
  update();
}

void PreviewCell::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const int caption = fontMetrics().height() + 4;
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(QRect(0, 0, width(), caption), Qt::AlignLeft | Qt::AlignVCenter,
                   fontMetrics().elidedText(name_, Qt::ElideRight, width()));
  const int side = std::min(width(), height() - caption);
  QSize size(side, side);
  if (!picture_.isNull()) size = picture_.size().scaled(width(), height() - caption, Qt::KeepAspectRatio);
  const QRect place(QPoint(0, caption), size);
  if (picture_.isNull()) {
    painter.fillRect(place, Theme::instance().colours().plotGrid);
    painter.setPen(Theme::instance().colours().mutedText);
    painter.drawText(place.adjusted(6, 6, -6, -6), Qt::AlignCenter | Qt::TextWordWrap, whenEmpty_);
    return;
  }
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(place, picture_);
}

}  // namespace macadam
