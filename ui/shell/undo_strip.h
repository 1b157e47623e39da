#pragma once

#include "ui/shell/message_bar.h"

#include <QObject>
#include <QPointer>
#include <QUndoGroup>
#include <QUndoStack>

namespace macadam {

/// Says above the page what was undone, and takes that back when asked; until something else is done, or another page
/// is shown.
class UndoStrip : public QObject {
  Q_OBJECT

 public:
  UndoStrip(QUndoGroup& group, MessageBar& messages, QObject* parent);

  /// Whether it says anything.
  void setSpeaking(bool speaks) { speaks_ = speaks; }

 Q_SIGNALS:
  /// What was said of that step holds no longer.
  void undone();

 private:
  void follow(QUndoStack* stack);
  void look();

  MessageBar& messages_;
  QPointer<QUndoStack> stack_;
  int index_ = 0;
  bool speaks_ = true;
};

}  // namespace macadam
