#include "ui/widgets/elided_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace macadam {

QSize ElidedLabel::minimumSizeHint() const {
  return {fontMetrics().horizontalAdvance("…"), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QRect line = contentsRect();
  style()->drawItemText(&painter, line, static_cast<int>(alignment()) | Qt::TextSingleLine, palette(), isEnabled(),
                        fontMetrics().elidedText(text(), Qt::ElideRight, line.width()), foregroundRole());
}

bool ElidedLabel::event(QEvent* event) {
  const bool asks =
      event->type() == QEvent::ToolTip && fontMetrics().horizontalAdvance(text()) > contentsRect().width();
  if (!asks) return QLabel::event(event);
  QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
  return true;
}

}  // namespace macadam
