#pragma once

#include <QList>
#include <QObject>

class QWidget;

namespace macadam {

/// Lets keys without Ctrl, Alt or Meta be shortcuts of a page only where one looks: while one of its views has the
/// keyboard, and no menu or list is open. Elsewhere they go to what has the keyboard, as an entry of the open menu.
/// Function keys and Escape are no such keys.
class PlainKeys : public QObject {
 public:
  /// Belongs to the page.
  explicit PlainKeys(QWidget& page);

  /// They act while `view`, or a part of it, has the keyboard; not while that is a field for text or numbers, or a box
  /// of choices.
  void allowIn(const QWidget& view) { views_.append(&view); }
  bool mayAct() const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget& page_;
  QList<const QWidget*> views_;
};

}  // namespace macadam
