#pragma once

#include "base/error.h"

#include <QList>
#include <QString>
#include <QVBoxLayout>
#include <QWidget>
#include <functional>

namespace macadam {

enum class MessageKind { Info, Warning, Error };

/// A button of a message; the message goes when it has been pressed.
struct MessageAction {
  QString text;
  QString hint;
  std::function<void()> act;
};

struct Message {
  MessageKind kind = MessageKind::Info;
  QString title;
  QString detail;           ///< A sentence below the title; may be empty.
  QList<Problem> problems;  ///< The first is shown, the others can be unfolded.
  QList<MessageAction> actions;
  std::function<void()> dismissed;  ///< After a person has closed it; may be empty.
  QString key;                      ///< Of messages that are about the same; the title where it is empty.
};

class MessageStrip;

/// What the window has to say, above the page, until someone has read it; the newest message is on top.
class MessageBar : public QWidget {
  Q_OBJECT

 public:
  explicit MessageBar(QWidget* parent = nullptr);

  /// Shows it in place of an earlier message of the same key.
  void show(Message message);
  void showProblems(const QString& title, const QList<Problem>& problems);
  /// Takes the message of this key away, if it is there.
  void remove(const QString& key);
  QStringList titles() const;

 Q_SIGNALS:
  /// The message that had the keyboard's focus has gone.
  void keyboardReleased();

 private:
  void take(MessageStrip* strip);

  QVBoxLayout* layout_;
  QList<MessageStrip*> strips_;  ///< Newest first.
};

}  // namespace macadam
