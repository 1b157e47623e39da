#include "ui/shell/session_mark.h"

#include "shell_world.h"

namespace macadam {
namespace {

class SessionMarkTest : public ShellTest {};

constexpr qint64 kNoProcess = 999'999'999;

void leaveBehind(const QString& project, qint64 process) {
  QSettings settings;
  settings.setValue("session/project", project);
  settings.setValue("session/process", process);
}

TEST_F(SessionMarkTest, KnowsAProjectThatWasNeverClosed) {
  leaveBehind("/tiles/a", kNoProcess);
  EXPECT_EQ(SessionMark().leftOpen(), "/tiles/a");
}

TEST_F(SessionMarkTest, LeavesAProgramThatStillRunsAlone) {
  leaveBehind("/tiles/a", 1);
  {
    SessionMark mark;
    EXPECT_EQ(mark.leftOpen(), "");
  }
  EXPECT_EQ(QSettings().value("session/project").toString(), "/tiles/a");
}

TEST_F(SessionMarkTest, ForgetsWhatWasClosed) {
  {
    SessionMark mark;
    mark.setOpen("/tiles/a");
    EXPECT_EQ(QSettings().value("session/project").toString(), "/tiles/a");
  }
  EXPECT_FALSE(QSettings().contains("session/project"));
}

}  // namespace
}  // namespace macadam
