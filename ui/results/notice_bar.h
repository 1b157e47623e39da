#pragma once

#include <QFrame>
#include <QString>
#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace macadam {

/// One sentence at the foot of a page, with at most one thing to do about it; stays until it is closed or replaced.
class NoticeBar : public QFrame {
  Q_OBJECT

 public:
  explicit NoticeBar(QWidget* parent = nullptr);

  void show(const QString& text);
  void show(const QString& text, const QString& action, std::function<void()> act);
  QString text() const;
  QPushButton& button() { return *button_; }

 private:
  void paintEvent(QPaintEvent* event) override;

  QLabel* text_;
  QPushButton* button_;
  QToolButton* close_;
  std::function<void()> act_;
};

}  // namespace macadam
