#pragma once

#include <QFrame>
#include <QString>
#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace macadam {

enum class NoticeTone { Plain, Warning };

/// A calm line on a page, with at most one thing to do about it; stays until it is closed or replaced.
class NoticeBar : public QFrame {
  Q_OBJECT

 public:
  explicit NoticeBar(QWidget* parent = nullptr) : NoticeBar(NoticeTone::Plain, parent) {}
  explicit NoticeBar(NoticeTone tone, QWidget* parent = nullptr);

  /// Hides where there is nothing to say.
  void show(const QString& text);
  void show(const QString& text, const QString& action, std::function<void()> act);
  /// Empty while it is hidden.
  QString text() const;
  QPushButton& button() { return *button_; }

 Q_SIGNALS:
  /// A person has closed it. @param text what it said
  void dismissed(const QString& text);

 private:
  void paintEvent(QPaintEvent* event) override;
  void showIcon();

  NoticeTone tone_;
  QLabel* icon_;
  QLabel* text_;
  QPushButton* button_;
  QToolButton* close_;
  std::function<void()> act_;
};

}  // namespace macadam
