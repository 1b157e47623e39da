#include "ui/shell/project_access.h"

namespace macadam {

using Standing = ProjectClaim::Standing;

ProjectAccess::ProjectAccess(ProjectDocument& document, RunController& controller, MessageBar& messages)
    : document_(document),
      controller_(controller),
      messages_(messages),
      claim_(document.project().folder),
      wasOwner_(isOwner()),
      key_("access " + QString::fromStdString(document.project().folder.string())) {
  connect(&claim_, &ProjectClaim::changed, this, &ProjectAccess::show);
  connect(&claim_, &ProjectClaim::wanted, this, &ProjectAccess::leave);
  show();
}

ProjectAccess::~ProjectAccess() {
  messages_.remove(key_);
  controller_.setObstacle({});
}

void ProjectAccess::leave() {
  document_.finishSaving();
  if (!document_.isSaved()) return;  // the other window would read what is of yesterday
  Q_EMIT leaving();
  wasOwner_ = false;
  claim_.leave();
}

void ProjectAccess::forbid(const QString& why) {
  document_.setObstacle(why);
  controller_.setObstacle(why);
}

void ProjectAccess::show() {
  if (!claim_.isInPlace()) return showMoved();
  if (!isOwner()) return showOther();
  if (!wasOwner_) return showOwnAgain();
  forbid({});
  messages_.remove(key_);
}

/// Opened at once, unless what this window still trains is to end first: then this stays, to be tried again.
void ProjectAccess::showOwnAgain() {
  forbid(tr("This window still only shows what it has read before; open the project again to change it"));
  messages_.show({.kind = MessageKind::Warning,
                  .title = tr("%1 is this window’s now").arg(document_.name()),
                  .detail = tr("It still only shows what it has read before."),
                  .actions = {{tr("Open it here"), tr("Read the project again, to change it and to train"),
                               [this] { showOwnAgain(); }}},
                  .key = key_});
  Q_EMIT reopenWished(QString::fromStdString(document_.project().folder.string()));
}

QString ProjectAccess::holder() const {
  const QString holder = claim_.holder();
  return holder.isEmpty() ? QString() : tr(" The other is %1.").arg(holder);
}

QString ProjectAccess::refusal() const {
  return claim_.why().isEmpty() ? QString() : tr(" It could not be taken over: %1.").arg(claim_.why());
}

void ProjectAccess::showOther() {
  const QString name = document_.name();
  const MessageAction take{tr("Take over"), tr("Change and train here; the other window then only shows the project"),
                           [this] { claim_.ask(); }};
  Message message{.kind = MessageKind::Warning, .key = key_};
  switch (claim_.standing()) {
    case Standing::Owner:
      return;
    case Standing::Guest:
      message.title = tr("%1 is open in another window").arg(name);
      message.detail = tr("This one only shows it: nothing can be changed or started here.") + holder() + refusal();
      message.actions = {take};
      break;
    case Standing::Free:
      message.title = tr("%1 is open in no other window any more").arg(name);
      message.detail = tr("This one still only shows it, as it was when it was opened.") + refusal();
      message.actions = {
          {tr("Open it here"), tr("Read the project again, to change it and to train"), [this] { claim_.ask(); }}};
      break;
    case Standing::Asking:
      message.title = tr("Waiting for the other window to let go of %1").arg(name);
      message.detail = tr("If it does not answer, close it.") + holder();
      break;
    case Standing::Left:
      message.title = tr("Another window has taken %1 over").arg(name);
      message.detail =
          tr("This one only shows it from now on. What it trains goes on to its end; what waited in the "
             "queue waits there.");
      message.actions = {{tr("Take it back"), take.hint, take.act}};
      break;
    case Standing::Unwritable:
      message.title = tr("%1 cannot be written to").arg(name);
      message.detail = tr("It can be looked at; nothing can be changed or started. %1.").arg(claim_.why());
      break;
  }
  forbid(claim_.standing() == Standing::Unwritable ? tr("The project cannot be written to: %1").arg(claim_.why())
                                                   : tr("The project is open in another window, which owns it"));
  messages_.show(std::move(message));
}

void ProjectAccess::showMoved() {
  const QString name = document_.name();
  const QString now = QString::fromStdString(claim_.nowAt().string());
  Message message{.kind = MessageKind::Error, .key = key_};
  message.title = now.isEmpty() ? tr("The folder of %1 has gone").arg(name) : tr("%1 has moved to %2").arg(name, now);
  message.detail = tr("It was at %1. Nothing is written there any more; what is shown is as it was.")
                       .arg(QString::fromStdString(document_.project().folder.string()));
  if (now.isEmpty()) {
    message.actions = {{tr("Close project"), tr("Back to the start page"), [this] { Q_EMIT closeWished(); }}};
  } else {
    message.actions = {{tr("Open it there"), now, [this, now] { Q_EMIT reopenWished(now); }}};
  }
  forbid(now.isEmpty() ? tr("The project’s folder has gone") : tr("The project’s folder has moved to %1").arg(now));
  messages_.show(std::move(message));
}

}  // namespace macadam
