#pragma once

#include "ui/project/project_document.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/project_claim.h"
#include "ui/train/run_controller.h"

#include <QObject>

namespace macadam {

/// Lets one window at a time change a project and train in it, and nobody write where its folder no longer is. Says so
/// above the page, with what can be done about it.
class ProjectAccess : public QObject {
  Q_OBJECT

 public:
  /// Dies before the document.
  ProjectAccess(ProjectDocument& document, RunController& controller, MessageBar& messages);
  ~ProjectAccess() override;

  bool isOwner() const { return claim_.standing() == ProjectClaim::Standing::Owner; }

 Q_SIGNALS:
  /// From now on another window owns the project; what is to be saved is saved in the slots.
  void leaving();
  /// The document is to be read anew from there: what it holds is, or may be, of yesterday.
  void reopenWished(const QString& folder);
  void closeWished();

 private:
  void leave();
  void show();
  void showOwnAgain();
  void showOther();
  void showMoved();
  void forbid(const QString& why);
  QString holder() const;
  QString refusal() const;

  ProjectDocument& document_;
  RunController& controller_;
  MessageBar& messages_;
  ProjectClaim claim_;
  bool wasOwner_;
  QString key_;
};

}  // namespace macadam
