#include "ui/results/run_words.h"
#include "ui/widgets/painted_icon.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

namespace macadam {
namespace {

constexpr qreal kSide = 16.0;

/// The signs differ in shape as well as in colour.
class StateIconEngine : public PaintedIcon {
 public:
  explicit StateIconEngine(RunState state) : state_(state) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.topLeft());
    painter->scale(rect.width() / kSide, rect.height() / kSide);
    const QColor ink = mode == QIcon::Selected ? QApplication::palette().color(QPalette::HighlightedText) : colour();
    painter->setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    draw(*painter, ink);
    painter->restore();
  }

  QIconEngine* clone() const override { return new StateIconEngine(*this); }

 private:
  QColor colour() const {
    const ThemeColours& colours = Theme::instance().colours();
    switch (state_) {
      case RunState::Running:
        return colours.accent;
      case RunState::Completed:
        return colours.good;
      case RunState::Interrupted:
        return colours.warning;
      case RunState::Failed:
        return colours.error;
      case RunState::Prepared:
      case RunState::Stopped:
        break;
    }
    return colours.mutedText;
  }

  void draw(QPainter& painter, const QColor& ink) const {
    const QPointF centre(8, 8);
    switch (state_) {
      case RunState::Prepared:
        painter.drawEllipse(centre, 5.2, 5.2);
        return;
      case RunState::Running:
        painter.drawEllipse(centre, 6.2, 6.2);
        painter.setBrush(ink);
        painter.setPen(Qt::NoPen);
        painter.drawPolygon(QPolygonF({{6.2, 5.0}, {6.2, 11.0}, {11.2, 8.0}}));
        return;
      case RunState::Stopped:
        painter.setBrush(ink);
        painter.drawRect(QRectF(4.8, 4.8, 6.4, 6.4));
        return;
      case RunState::Interrupted:
        painter.drawPolyline(
            QPolygonF({{9.4, 2.2}, {4.6, 8.8}, {8.2, 8.8}, {6.6, 13.8}, {11.4, 7.2}, {7.8, 7.2}, {9.4, 2.2}}));
        return;
      case RunState::Completed:
        painter.drawPolyline(QPolygonF({{3.2, 8.6}, {6.6, 12.0}, {12.8, 4.6}}));
        return;
      case RunState::Failed:
        painter.drawLine(QPointF(4.2, 4.2), QPointF(11.8, 11.8));
        painter.drawLine(QPointF(11.8, 4.2), QPointF(4.2, 11.8));
        return;
    }
  }

  RunState state_;
};

}  // namespace

QIcon stateIcon(RunState state) {
  return QIcon(new StateIconEngine(state));
}

}  // namespace macadam
