#include "ui/shell/session_mark.h"

#include <QCoreApplication>
#include <QSettings>
#include <cerrno>
#include <signal.h>

namespace macadam {
namespace {

constexpr auto kProject = "session/project";
constexpr auto kProcess = "session/process";

bool isAlive(qint64 process) {
  return process > 0 && (::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM);
}

}  // namespace

SessionMark::SessionMark() {
  const QSettings settings;
  const qint64 process = settings.value(kProcess).toLongLong();
  if (process != QCoreApplication::applicationPid() && !isAlive(process))
    leftOpen_ = settings.value(kProject).toString();
}

SessionMark::~SessionMark() {
  setOpen({});
}

void SessionMark::setOpen(const QString& folder) {
  QSettings settings;
  const bool isOwn = settings.value(kProcess).toLongLong() == QCoreApplication::applicationPid();
  if (!folder.isEmpty()) {
    settings.setValue(kProject, folder);
    settings.setValue(kProcess, QCoreApplication::applicationPid());
  } else if (isOwn || !leftOpen_.isEmpty()) {
    settings.remove("session");
  }
  settings.sync();  // a crash would lose what was not written
}

}  // namespace macadam
