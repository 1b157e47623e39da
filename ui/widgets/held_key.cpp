#include "ui/widgets/held_key.h"

#include "ui/widgets/plain_keys.h"

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QWidget>
#include <utility>

namespace macadam {

HeldKey::HeldKey(Qt::Key key, const PlainKeys& keys, QWidget& page)
    : QObject(&page), key_(key), keys_(keys), page_(page) {
  qApp->installEventFilter(this);
}

bool HeldKey::mayBegin() const {
  if (keys_.mayAct()) return true;
  const auto* box = qobject_cast<const QComboBox*>(QApplication::focusWidget());
  return box != nullptr && !box->isEditable() && QApplication::activePopupWidget() == nullptr;
}

void HeldKey::setHeld(bool isHeld) {
  if (std::exchange(isHeld_, isHeld) != isHeld) Q_EMIT changed(isHeld);
}

/// Before what has the keyboard, which may take letters for itself, as a list does that searches by them.
bool HeldKey::eventFilter(QObject* watched, QEvent* event) {
  const bool isLeft = (event->type() == QEvent::WindowDeactivate && watched == page_.window()) ||
                      (event->type() == QEvent::Hide && watched == &page_);
  if (isLeft) setHeld(false);
  if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease) return false;
  const auto& pressed = *static_cast<const QKeyEvent*>(event);
  if (pressed.key() != key_) return false;
  if (event->type() == QEvent::KeyRelease) {  // wherever the keyboard is by then
    const bool wasHeld = isHeld_;
    if (!pressed.isAutoRepeat()) setHeld(false);
    return wasHeld;
  }
  const auto* widget = qobject_cast<const QWidget*>(watched);
  const bool isOurs = widget != nullptr && (widget == &page_ || page_.isAncestorOf(widget));
  if (!isOurs) return false;
  if (isHeld_) return true;
  if (pressed.modifiers() != Qt::NoModifier || pressed.isAutoRepeat() || !mayBegin()) return false;
  setHeld(true);
  return true;
}

}  // namespace macadam
