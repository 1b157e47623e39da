#include "ui/annotate/annotate_canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

namespace macadam {
namespace {

constexpr double kReach = 9.0;  ///< Of a hand, in pixels of the window.
constexpr double kWheelUnitsPerNotch = 120.0;

}  // namespace

AnnotateCanvas::AnnotateCanvas(SharedCamera& camera, QWidget* parent) : PictureCanvas(camera, parent) {
  showToolCursor();
}

void AnnotateCanvas::setTool(AnnotateTool* tool) {
  if (tool_) {
    tool_->disconnect(this);
    tool_->cancel();
  }
  tool_ = tool;
  if (tool_) connect(tool_, &AnnotateTool::changed, this, qOverload<>(&QWidget::update));
  showToolCursor();
  update();
}

ToolPoint AnnotateCanvas::pointOf(const QMouseEvent& event) const {
  const QPointF at = view().toPicture(event.position() * devicePixelRatioF());
  return {.at = {at.x(), at.y()},
          .button = event.button(),
          .modifiers = event.modifiers(),
          .reach = kReach * devicePixelRatioF() / view().scale};
}

void AnnotateCanvas::showToolCursor() {
  if (isPanning_ || holdsSpace_ || !tool_) return setCursor(isPanning_ ? Qt::ClosedHandCursor : Qt::OpenHandCursor);
  setCursor(tool_->cursor());
}

void AnnotateCanvas::paintOver(QPainter& painter) const {
  if (tool_) tool_->paint(painter, view());
}

void AnnotateCanvas::wheelEvent(QWheelEvent* event) {
  const bool zooms = event->modifiers() & Qt::ControlModifier;
  if (!zooms && tool_ && tool_->wheel(event->angleDelta().y() / kWheelUnitsPerNotch)) return event->accept();
  PictureCanvas::wheelEvent(event);
}

void AnnotateCanvas::mousePressEvent(QMouseEvent* event) {
  const bool pans = event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && holdsSpace_) || !tool_;
  if (pans) {
    isPanning_ = true;
    PictureCanvas::mousePressEvent(event);
  } else if (!isPanning_) {
    tool_->press(pointOf(*event));
  }
  showToolCursor();
}

void AnnotateCanvas::mouseMoveEvent(QMouseEvent* event) {
  if (isPanning_ || !tool_) {
    PictureCanvas::mouseMoveEvent(event);
  } else {
    tool_->move(pointOf(*event));
    Q_EMIT hovered(view().toPicture(event->position() * devicePixelRatioF()));
  }
  showToolCursor();
}

void AnnotateCanvas::mouseReleaseEvent(QMouseEvent* event) {
  if (std::exchange(isPanning_, false)) {
    PictureCanvas::mouseReleaseEvent(event);
  } else if (tool_) {
    tool_->release(pointOf(*event));
  }
  showToolCursor();
}

void AnnotateCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (!tool_ || holdsSpace_ || event->button() == Qt::MiddleButton) return PictureCanvas::mouseDoubleClickEvent(event);
  tool_->doubleClick(pointOf(*event));
}

void AnnotateCanvas::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && !(event->modifiers() & ~Qt::KeypadModifier)) {
    holdsSpace_ = true;
    return showToolCursor();
  }
  if (event->key() == Qt::Key_Escape && tool_ && tool_->isPending()) return tool_->cancel();
  // What has been begun is taken back before what is finished.
  if (event->matches(QKeySequence::Undo) && tool_ && tool_->isPending()) {
    if (!tool_->pressKey(Qt::Key_Backspace)) tool_->cancel();
    return;
  }
  if (!(event->modifiers() & ~Qt::KeypadModifier) && tool_ && tool_->pressKey(event->key())) return;
  PictureCanvas::keyPressEvent(event);
}

void AnnotateCanvas::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Space) return PictureCanvas::keyReleaseEvent(event);
  if (event->isAutoRepeat()) return;
  holdsSpace_ = false;
  showToolCursor();
}

void AnnotateCanvas::focusOutEvent(QFocusEvent* event) {
  holdsSpace_ = false;
  showToolCursor();
  PictureCanvas::focusOutEvent(event);
}

void AnnotateCanvas::leaveEvent(QEvent* event) {
  if (tool_) tool_->leave();
  PictureCanvas::leaveEvent(event);
}

/// What waits to be confirmed has Return, Backspace and Escape before any shortcut.
bool AnnotateCanvas::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && tool_ && tool_->isPending()) {
    const auto& pressed = *static_cast<QKeyEvent*>(event);
    const int key = pressed.key();
    const bool isTheTools =
        key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Backspace || key == Qt::Key_Escape;
    const bool isPlain = !(pressed.modifiers() & ~Qt::KeypadModifier);
    if ((isTheTools && isPlain) || pressed.matches(QKeySequence::Undo)) {
      event->accept();
      return true;
    }
  }
  return PictureCanvas::event(event);
}

}  // namespace macadam
