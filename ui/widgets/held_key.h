#pragma once

#include <QObject>

class QWidget;

namespace macadam {

class PlainKeys;

/// A key without modifiers that does something while it is held down, anywhere on a page where plain keys act, whatever
/// part of it has the keyboard; a box of choices lets it through, too. It counts as let go when the window or the page
/// is left.
class HeldKey : public QObject {
  Q_OBJECT

 public:
  /// Belongs to the page. @param keys outlive it.
  HeldKey(Qt::Key key, const PlainKeys& keys, QWidget& page);

  bool isHeld() const { return isHeld_; }

 Q_SIGNALS:
  void changed(bool isHeld);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  bool mayBegin() const;
  void setHeld(bool isHeld);

  const Qt::Key key_;
  const PlainKeys& keys_;
  QWidget& page_;
  bool isHeld_ = false;
};

}  // namespace macadam
