#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>

namespace macadam {

/// An action whose shortcut can be changed.
struct ShortcutEntry {
  QString group;            ///< The menu that it is in.
  bool everywhere = false;  ///< Works on all pages, not on that of its group only.
  QPointer<QAction> action;
  QKeySequence standard;

  QString id() const { return action->objectName(); }
  QString text() const;
};

/// Knows the shortcuts of the window's actions, the standard ones and those that a person chose, and remembers these.
class ShortcutBook : public QObject {
 public:
  using QObject::QObject;

  /// Adds those that have an object name, and those in the menus among them, with their remembered shortcuts.
  void add(const QString& group, bool everywhere, const QList<QAction*>& actions);
  const QList<ShortcutEntry>& entries() const { return entries_; }

  /// Another action that has the sequence where `id` would be at work; empty when it is free.
  QString conflict(const QString& id, const QKeySequence& sequence) const;
  /// @pre no conflict
  void change(const QString& id, const QKeySequence& sequence);
  void reset(const QString& id);
  void resetAll();

 private:
  const ShortcutEntry* find(const QString& id) const;

  QList<ShortcutEntry> entries_;
};

}  // namespace macadam
