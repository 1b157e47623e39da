#pragma once

#include "ui/shell/message_bar.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

namespace macadam {

/// One message of the bar.
class MessageStrip : public QFrame {
  Q_OBJECT

 public:
  explicit MessageStrip(Message message, QWidget* parent = nullptr);

  const QString& title() const { return message_.title; }
  const QString& key() const { return message_.key.isEmpty() ? message_.title : message_.key; }
  void dismiss();

 Q_SIGNALS:
  void finished();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QWidget* makeText();
  QScrollArea* makeProblemList();
  void tint();

  Message message_;
  QLabel* icon_;
  QToolButton* more_ = nullptr;
  QScrollArea* list_ = nullptr;
};

/// `what; remedy` as sentences in words of the window, with the place in front: markup for a label.
QString problemMarkup(const Problem& told);

}  // namespace macadam
