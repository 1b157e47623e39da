#include "ui/widgets/plain_keys.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <algorithm>

namespace macadam {
namespace {

bool isPlain(const QKeyEvent& key) {
  const bool isFunction = (key.key() >= Qt::Key_F1 && key.key() <= Qt::Key_F35) || key.key() == Qt::Key_Escape;
  return !isFunction && !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
}

bool holds(const QWidget& whole, const QWidget* part) {
  return &whole == part || whole.isAncestorOf(part);
}

}  // namespace

PlainKeys::PlainKeys(QWidget& page) : QObject(&page), page_(page) {
  qApp->installEventFilter(this);
}

bool PlainKeys::mayAct() const {
  if (QApplication::activePopupWidget() != nullptr) return false;
  const QWidget* focus = QApplication::focusWidget();
  if (focus == &page_ || focus == nullptr) return true;
  const bool takesThem = qobject_cast<const QComboBox*>(focus) != nullptr ||  // it searches by them
                         qobject_cast<const QAbstractSpinBox*>(focus) != nullptr ||
                         qobject_cast<const QLineEdit*>(focus) != nullptr;
  if (takesThem) return false;
  return std::ranges::any_of(views_, [&](const QWidget* view) { return holds(*view, focus); });
}

bool PlainKeys::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::ShortcutOverride || !page_.isVisible()) return QObject::eventFilter(watched, event);
  const QWidget* focus = QApplication::focusWidget();
  const bool isOurs = QApplication::activePopupWidget() != nullptr || (focus != nullptr && holds(page_, focus));
  if (!isOurs || !isPlain(*static_cast<QKeyEvent*>(event)) || mayAct()) return QObject::eventFilter(watched, event);
  event->accept();  // no shortcut: the key is for what has the keyboard
  return true;
}

}  // namespace macadam
