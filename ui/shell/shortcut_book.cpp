#include "ui/shell/shortcut_book.h"

#include <QMenu>
#include <QSettings>
#include <algorithm>

namespace macadam {
namespace {

QString keyOf(const QString& id) {
  return "shortcuts/" + id;
}

/// Whether typing one would also begin, or be, the other.
bool collide(const QKeySequence& one, const QKeySequence& other) {
  return !one.isEmpty() && !other.isEmpty() &&
         (one.matches(other) != QKeySequence::NoMatch || other.matches(one) != QKeySequence::NoMatch);
}

}  // namespace

QString ShortcutEntry::text() const {
  return action->text().remove('&').remove("…");
}

void ShortcutBook::add(const QString& group, bool everywhere, const QList<QAction*>& actions) {
  const QSettings settings;
  for (QAction* action : actions) {
    if (action->menu() != nullptr) {
      add(group, everywhere, action->menu()->actions());
      continue;
    }
    if (action->isSeparator() || action->objectName().isEmpty() || find(action->objectName()) != nullptr) continue;
    entries_.append({group, everywhere, action, action->shortcut()});
    const QString key = keyOf(action->objectName());
    if (settings.contains(key)) action->setShortcut(QKeySequence::fromString(settings.value(key).toString()));
  }
}

QString ShortcutBook::conflict(const QString& id, const QKeySequence& sequence) const {
  const ShortcutEntry* own = find(id);
  for (const ShortcutEntry& other : entries_) {
    if (&other == own || other.action == nullptr) continue;
    const bool meet = own->everywhere || other.everywhere || own->group == other.group;
    const auto taken = other.action->shortcuts();
    if (meet && std::ranges::any_of(taken, [&](const QKeySequence& key) { return collide(key, sequence); })) {
      return QString("%1: %2").arg(other.group, other.text());
    }
  }
  return {};
}

void ShortcutBook::change(const QString& id, const QKeySequence& sequence) {
  const ShortcutEntry* entry = find(id);
  if (entry == nullptr) return;
  entry->action->setShortcut(sequence);
  QSettings settings;
  if (sequence == entry->standard) {
    settings.remove(keyOf(id));
  } else {
    settings.setValue(keyOf(id), sequence.toString(QKeySequence::PortableText));
  }
}

void ShortcutBook::reset(const QString& id) {
  if (const ShortcutEntry* entry = find(id)) change(id, entry->standard);
}

void ShortcutBook::resetAll() {
  for (const ShortcutEntry& entry : entries_) {
    if (entry.action != nullptr) change(entry.id(), entry.standard);
  }
}

const ShortcutEntry* ShortcutBook::find(const QString& id) const {
  const auto found = std::ranges::find_if(
      entries_, [&](const ShortcutEntry& entry) { return entry.action != nullptr && entry.id() == id; });
  return found == entries_.end() ? nullptr : &*found;
}

}  // namespace macadam
