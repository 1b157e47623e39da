#include "ui/compare/held_keys.h"

#include <QKeyEvent>

namespace macadam {
namespace {

bool hides(int key) {
  return key == Qt::Key_H || key == Qt::Key_Space;
}

}  // namespace

bool HeldKeys::handle(const QKeyEvent& event, int panes) {
  const bool isPress = event.type() == QEvent::KeyPress;
  if (!isPress && event.type() != QEvent::KeyRelease) return false;
  if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier && isPress) return false;
  if (event.isAutoRepeat()) return hides(event.key()) || blinkedPane_ >= 0;
  if (!(isPress ? press(event.key(), panes) : release(event.key()))) return false;
  changed_();
  return true;
}

bool HeldKeys::press(int key, int panes) {
  if (hides(key)) {
    hidesOverlays_ = true;
  } else if (key >= Qt::Key_1 && key < Qt::Key_1 + panes) {
    blinkedPane_ = key - Qt::Key_1;
  } else {
    return false;
  }
  return true;
}

bool HeldKeys::release(int key) {
  if (hides(key)) {
    hidesOverlays_ = false;
  } else if (key >= Qt::Key_1 && key <= Qt::Key_9) {
    if (blinkedPane_ == key - Qt::Key_1) blinkedPane_ = -1;
  } else {
    return false;
  }
  return true;
}

void HeldKeys::releaseAll() {
  if (blinkedPane_ < 0 && !hidesOverlays_) return;
  blinkedPane_ = -1;
  hidesOverlays_ = false;
  changed_();
}

}  // namespace macadam
