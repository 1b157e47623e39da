#include "ui/shell/project_claim.h"

#include "ui/shell/recent_projects.h"

#include <QCoreApplication>
#include <chrono>

namespace macadam {

ProjectClaim::ProjectClaim(const QString& folder, MessageBar& messages)
    : messages_(messages),
      title_(QCoreApplication::translate("ProjectClaim", "%1 is open in another window too").arg(projectName(folder))),
      file_(folder + "/open.lock") {
  file_.setStaleLockTime(std::chrono::milliseconds::zero());  // only a process that has gone leaves a stale one
  if (file_.tryLock() || file_.error() != QLockFile::LockFailedError) return;
  qint64 process = 0;
  QString host, program;
  file_.getLockInfo(&process, &host, &program);
  messages.show(
      {.kind = MessageKind::Warning,
       .title = title_,
       .detail = QCoreApplication::translate("ProjectClaim",
                                             "It belongs to process %1 on %2. Nothing is lost, but what one window "
                                             "changes, the other shows only when the project is opened again.")
                     .arg(process)
                     .arg(host)});
}

ProjectClaim::~ProjectClaim() {
  messages_.remove(title_);
}

}  // namespace macadam
