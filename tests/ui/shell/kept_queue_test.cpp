#include "shell_world.h"
#include "support/wait_for.h"
#include "ui/train/queue_file.h"

#include <QPushButton>

namespace macadam {
namespace {

/// Two projects, one of which is open with two runs in a queue that is held.
class KeptQueueTest : public ShellTest {
 protected:
  void openWithQueue(MainWindow& window) {
    window.show();
    openAndWait(window, streets_);
    const std::filesystem::path runs = window.document()->project().runs();
    RunSpec other = quickSpec();
    other.name = "other";
    window.controller().setQueue({NewRun{quickSpec(), runs}, NewRun{other, runs}});
  }
  void showProject(MainWindow& window, const QString& folder) {
    window.openProject(folder);
    ASSERT_TRUE(waitFor([&] { return window.document()->name() == projectName(folder); }));
  }

  const QString streets_ = makeProjectFolder("streets");
  const QString fields_ = makeProjectFolder("fields");
};

TEST_F(KeptQueueTest, ComesBackHeldWhenTheProjectIsOpenedAgain) {
  {
    MainWindow window(accessTo(engine_));
    openWithQueue(window);
    EXPECT_TRUE(window.close());
  }
  engine_.script = trainUntilStopped();
  MainWindow next(accessTo(engine_));
  next.show();
  openAndWait(next, streets_);
  ASSERT_EQ(next.controller().queue().size(), 2U);
  EXPECT_EQ(next.controller().state(), TrainingState::Idle);
  EXPECT_EQ(messagesOf(next), QStringList{"The queue waits as it was left"});
  buttonWithText<QPushButton>(*next.findChild<MessageBar*>(), "Start next")->click();
  ASSERT_TRUE(waitFor([&] { return next.controller().state() == TrainingState::Training; }));
  EXPECT_EQ(next.controller().currentSpec().name, "quick");
  EXPECT_EQ(next.controller().queue().size(), 1U);
  EXPECT_TRUE(messagesOf(next).isEmpty());
  next.controller().stop();
  ASSERT_TRUE(waitFor([&] { return next.controller().state() == TrainingState::Idle; }));
}

TEST_F(KeptQueueTest, GoesWithItsProject) {
  MainWindow window(accessTo(engine_));
  openWithQueue(window);
  showProject(window, fields_);
  EXPECT_TRUE(window.controller().queue().empty());
  EXPECT_TRUE(messagesOf(window).isEmpty());
  showProject(window, streets_);
  EXPECT_EQ(window.controller().queue().size(), 2U);
  window.closeProject();
  EXPECT_TRUE(window.controller().queue().empty());
  EXPECT_TRUE(messagesOf(window).isEmpty());
}

TEST_F(KeptQueueTest, IsOnDiskWhileTheProjectIsStillOpen) {
  MainWindow window(accessTo(engine_));
  openWithQueue(window);
  const std::filesystem::path file = window.document()->project().queue();
  ASSERT_TRUE(waitFor([&] { return std::filesystem::exists(file); }));
  EXPECT_EQ(loadQueue(file).size(), 2U);
  window.controller().setQueue({});
  EXPECT_TRUE(waitFor([&] { return !std::filesystem::exists(file); }));
}

TEST_F(KeptQueueTest, HoldsTheSuiteInTrainingInCaseTheProgramEnds) {
  engine_.script = trainUntilStopped();
  MainWindow window(accessTo(engine_));
  openAndWait(window, streets_);
  const Project project = window.document()->project();
  window.controller().add(NewSuite{{{"cct", 1, quickSpec()}}, project.runs() / "table"});
  ASSERT_TRUE(waitFor([&] { return std::filesystem::exists(project.queue()); }));
  EXPECT_TRUE(std::get<NewSuite>(loadQueue(project.queue()).front()).hasBegun);
  window.controller().stop();
  ASSERT_TRUE(waitFor([&] { return window.controller().state() == TrainingState::Idle; }));
  EXPECT_EQ(window.controller().queue().size(), 1U);
  window.controller().removeQueued(0);
  EXPECT_TRUE(waitFor([&] { return !std::filesystem::exists(project.queue()); }));
}

TEST_F(KeptQueueTest, SaysThatItCannotBeSavedUntilItCan) {
  const std::filesystem::path inTheWay = folder_ / "streets" / "queue.json";
  MainWindow window(accessTo(engine_));
  window.show();
  openAndWait(window, streets_);
  std::filesystem::create_directories(inTheWay / "folder");
  const NewRun run{quickSpec(), window.document()->project().runs()};
  window.controller().setQueue({run});
  ASSERT_TRUE(waitFor([&] { return messagesOf(window) == QStringList{"The queue could not be saved"}; }));
  std::filesystem::remove_all(inTheWay);
  window.controller().setQueue({run, run});
  EXPECT_TRUE(waitFor([&] { return messagesOf(window).isEmpty(); }));
  EXPECT_EQ(loadQueue(inTheWay).size(), 2U);
}

TEST_F(KeptQueueTest, SaysThatItCannotBeRead) {
  std::ofstream(folder_ / "streets" / "queue.json") << "nonsense";
  MainWindow window(accessTo(engine_));
  openAndWait(window, streets_);
  EXPECT_EQ(messagesOf(window), QStringList{"What waited in the queue could not be read"});
}

}  // namespace
}  // namespace macadam
