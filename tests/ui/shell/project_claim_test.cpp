#include "shell_world.h"
#include "support/wait_for.h"

namespace macadam {
namespace {

TEST_F(ShellTest, TellsThatAProjectIsOpenInAnotherWindow) {
  const QString project = makeProjectFolder();
  MainWindow first(accessTo(engine_)), second(accessTo(engine_));
  openAndWait(first, project);
  EXPECT_TRUE(messagesOf(first).isEmpty());
  openAndWait(second, project);
  EXPECT_EQ(messagesOf(second), QStringList{"streets is open in another window too"});
  second.closeProject();
  EXPECT_TRUE(messagesOf(second).isEmpty());
  first.closeProject();
  openAndWait(second, project);
  EXPECT_TRUE(messagesOf(second).isEmpty());
}

TEST_F(ShellTest, OpensTheSameProjectAgainWithoutAWord) {
  const QString project = makeProjectFolder();
  MainWindow window(accessTo(engine_));
  openAndWait(window, project);
  const ProjectDocument* before = window.document();
  window.openProject(project);
  ASSERT_TRUE(waitFor([&] { return window.document() != before; }));
  EXPECT_TRUE(messagesOf(window).isEmpty());
}

}  // namespace
}  // namespace macadam
