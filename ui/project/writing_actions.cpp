#include "ui/project/writing_actions.h"

#include <QScopedValueRollback>

namespace macadam {

void WritingActions::add(const QList<QAction*>& actions) {
  for (QAction* action : actions) {
    actions_.append(action);
    connect(action, &QAction::changed, this, [this, action] { hold(*action); });
    hold(*action);
  }
}

void WritingActions::setDocument(ProjectDocument* document) {
  if (document_) document_->disconnect(this);
  document_ = document;
  if (document != nullptr) connect(document, &ProjectDocument::obstacleChanged, this, &WritingActions::follow);
  follow();
}

void WritingActions::follow() {
  const QString obstacle = document_ ? document_->obstacle() : QString();
  if (obstacle == obstacle_) return;
  for (const QPointer<QAction>& action : actions_) {
    if (action) release(*action);
  }
  obstacle_ = obstacle;
  for (const QPointer<QAction>& action : actions_) {
    if (action) hold(*action);
  }
  Q_EMIT changed();
}

void WritingActions::hold(QAction& action) {
  if (obstacle_.isEmpty() || isHolding_) return;
  const QScopedValueRollback holding(isHolding_, true);
  Words& words = held_[&action];
  if (action.toolTip() != obstacle_) words.toolTip = action.toolTip();
  if (action.statusTip() != obstacle_) words.statusTip = action.statusTip();
  action.setEnabled(false);
  action.setToolTip(obstacle_);
  action.setStatusTip(obstacle_);
}

void WritingActions::release(QAction& action) {
  const auto held = held_.constFind(&action);
  if (held == held_.constEnd()) return;
  const QScopedValueRollback holding(isHolding_, true);
  action.setToolTip(held->toolTip);
  action.setStatusTip(held->statusTip);
  action.setEnabled(true);
  held_.erase(held);
}

}  // namespace macadam
