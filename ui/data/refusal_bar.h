#pragma once

#include <QFrame>

class QLabel;

namespace macadam {

/// A calm line that says what was not done, and why; goes at a click or with the next action.
class RefusalBar : public QFrame {
  Q_OBJECT

 public:
  explicit RefusalBar(QWidget* parent = nullptr);

  void say(const QString& text);
  QString text() const;

 private:
  void tint();

  QLabel* icon_;
  QLabel* text_;
};

}  // namespace macadam
