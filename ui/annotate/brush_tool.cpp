#include "ui/annotate/brush_tool.h"

#include "annotate/shapes.h"
#include "ui/annotate/label_session.h"

namespace macadam {

Label BrushTool::labelOf(Qt::MouseButton button) const {
  const Label own = label_.value_or(settings().label);
  if (button != Qt::RightButton) return own;
  return own == Label::Background ? Label::Road : Label::Background;
}

void BrushTool::press(const ToolPoint& point) {
  if (session() == nullptr || button_ != Qt::NoButton) return;
  if (point.button != Qt::LeftButton && point.button != Qt::RightButton) return;
  painted_ = labelOf(point.button);
  const QString text = painted_ == Label::Background ? tr("Erase") : tr("Paint %1").arg(labelWord(painted_));
  if (!session()->begin(text)) return;
  button_ = point.button;
  if (!(point.modifiers & Qt::ShiftModifier)) last_.reset();
  paintTo(point.at);
}

void BrushTool::paintTo(cv::Point2d point) {
  session()->paint(capsule(last_.value_or(point), point, settings().brushDiameter), painted_);
  last_ = point;
}

void BrushTool::move(const ToolPoint& point) {
  hover_ = point.at;
  isStraight_ = point.modifiers & Qt::ShiftModifier;
  if (button_ != Qt::NoButton) paintTo(point.at);
  Q_EMIT changed();
}

void BrushTool::release(const ToolPoint& point) {
  if (point.button != button_ || button_ == Qt::NoButton) return;
  button_ = Qt::NoButton;
  session()->end();
}

void BrushTool::leave() {
  hover_.reset();
  Q_EMIT changed();
}

bool BrushTool::wheel(double notches) {
  growBrush(notches);
  return true;
}

void BrushTool::cancel() {
  if (std::exchange(button_, Qt::NoButton) != Qt::NoButton) session()->cancel();
  last_.reset();
}

void BrushTool::pause() {
  if (std::exchange(button_, Qt::NoButton) != Qt::NoButton) session()->end();
  leave();
}

void BrushTool::paint(QPainter& painter, const PictureView& view) const {
  if (!hover_) return;
  const QColor colour = labelColour(button_ != Qt::NoButton ? painted_ : labelOf(Qt::LeftButton));
  if (isStraight_ && last_ && button_ == Qt::NoButton) {
    drawHaloed(painter, {view.toDevice(toQt(*last_)), view.toDevice(toQt(*hover_))}, colour, 1.0);
  }
  drawRing(painter, view, *hover_, settings().brushDiameter, colour);
}

QString BrushTool::hint() const {
  return tr("Drag to paint · wheel: size · Shift: straight from the last stroke · right button: %1")
      .arg(labelOf(Qt::RightButton) == Label::Background ? tr("erase") : tr("road"));
}

}  // namespace macadam
