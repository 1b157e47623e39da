#include "ui/shell/undo_strip.h"

#include <utility>

namespace macadam {
namespace {

constexpr auto kKey = "undone";

}  // namespace

UndoStrip::UndoStrip(QUndoGroup& group, MessageBar& messages, QObject* parent) : QObject(parent), messages_(messages) {
  connect(&group, &QUndoGroup::activeStackChanged, this, &UndoStrip::follow);
}

void UndoStrip::follow(QUndoStack* stack) {
  if (stack_) stack_->disconnect(this);
  stack_ = stack;
  messages_.remove(kKey);
  if (stack == nullptr) return;
  index_ = stack->index();
  connect(stack, &QUndoStack::indexChanged, this, &UndoStrip::look);
}

void UndoStrip::look() {
  const int before = std::exchange(index_, stack_->index());
  const bool isUndone = index_ < before && index_ < stack_->count();
  if (!isUndone || !speaks_) return messages_.remove(kKey);
  Q_EMIT undone();
  messages_.show({.title = tr("Undone: %1").arg(stack_->text(index_)),
                  .actions = {{tr("Redo"), tr("Take the undoing back"),
                               [stack = stack_] {
                                 if (stack) stack->redo();
                               }}},
                  .key = kKey});
}

}  // namespace macadam
