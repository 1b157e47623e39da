#include "shell_world.h"
#include "support/wait_for.h"
#include "ui/shell/message_bar.h"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>

namespace macadam {
namespace {

class InterruptedRunsTest : public ShellTest {
 protected:
  InterruptedRunsTest() : window_(accessTo(engine_)) { window_.show(); }

  MainWindow window_;
};

TEST_F(InterruptedRunsTest, OffersToResumeAnInterruptedRun) {
  const QString project = makeProjectFolder();
  addInterruptedRun(project);
  engine_.script = trainUntilStopped();
  openAndWait(window_, project);
  ASSERT_TRUE(waitFor([&] { return messagesOf(window_).contains("“cut short” was interrupted"); }));
  buttonWithText<QPushButton>(window_, "Resume")->click();
  ASSERT_TRUE(waitFor([&] { return window_.controller().state() == TrainingState::Training; }));
  EXPECT_EQ(window_.pages().mode(), Mode::Train);
  EXPECT_TRUE(messagesOf(window_).isEmpty());
  window_.controller().stop();
  ASSERT_TRUE(waitFor([&] { return window_.controller().state() == TrainingState::Idle; }));
}

TEST_F(InterruptedRunsTest, SaysFromWhereAnInterruptedRunGoesOn) {
  const auto tells = [&](const QString& project, const QString& text) {
    openAndWait(window_, project);
    return waitFor([&] {
      const auto labels = window_.findChild<MessageBar*>()->findChildren<QLabel*>();
      return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text().endsWith(text); });
    });
  };
  const QString saved = makeProjectFolder("saved"), begun = makeProjectFolder("begun");
  addInterruptedRun(saved);
  addInterruptedRun(begun, false);
  EXPECT_TRUE(tells(saved, "7 of 50 iterations. It can go on from its checkpoint at 5."));
  EXPECT_TRUE(tells(begun, "7 of 50 iterations. It had no checkpoint yet and begins again."));
  EXPECT_NE(buttonWithText<QPushButton>(window_, "Begin again"), nullptr);
}

TEST_F(InterruptedRunsTest, ResumesAnInterruptedRunAlsoWhileTheQueueIsHeld) {
  const QString project = makeProjectFolder();
  const RunFolder run = addInterruptedRun(project);
  engine_.script = trainUntilStopped();
  openAndWait(window_, project);
  window_.controller().setQueue({NewRun{quickSpec(), window_.document()->project().runs()}});
  ASSERT_TRUE(waitFor([&] { return !messagesOf(window_).isEmpty(); }));
  buttonWithText<QPushButton>(window_, "Resume")->click();
  ASSERT_TRUE(waitFor([&] { return window_.controller().state() == TrainingState::Training; }));
  EXPECT_EQ(window_.controller().currentRun(), run);
  window_.controller().stop();
  ASSERT_TRUE(waitFor([&] { return window_.controller().state() == TrainingState::Idle; }));
}

TEST_F(InterruptedRunsTest, OffersEachInterruptedRunOfAName) {
  const QString project = makeProjectFolder();
  const RunFolder first = addInterruptedRun(project), second = addInterruptedRun(project);
  openAndWait(window_, project);
  ASSERT_TRUE(waitFor([&] { return messagesOf(window_).size() == 2; }));
  QString told;
  for (const auto* label : window_.findChild<MessageBar*>()->findChildren<QLabel*>()) told += label->text();
  EXPECT_TRUE(told.contains(QString::fromStdString(first.name())));
  EXPECT_TRUE(told.contains(QString::fromStdString(second.name())));
  Q_EMIT window_.controller().runStarted(first, quickSpec());
  EXPECT_EQ(messagesOf(window_).size(), 1);
}

TEST_F(InterruptedRunsTest, OffersNoRunThatWasThrownAwayOrWaitsAlready) {
  const QString project = makeProjectFolder();
  const RunFolder gone = addInterruptedRun(project), waiting = addInterruptedRun(project);
  openAndWait(window_, project);
  ASSERT_TRUE(waitFor([&] { return messagesOf(window_).size() == 2; }));
  window_.controller().setQueue({ResumedRun{waiting}});
  EXPECT_EQ(messagesOf(window_).size(), 1);
  std::filesystem::remove_all(gone.path());
  window_.document()->runs().refresh();
  EXPECT_TRUE(waitFor([&] { return messagesOf(window_).isEmpty(); }));
}

TEST_F(InterruptedRunsTest, OffersRunsOnlyWhileTheirProjectIsOpen) {
  const QString project = makeProjectFolder("streets");
  addInterruptedRun(project);
  openAndWait(window_, project);
  ASSERT_TRUE(waitFor([&] { return !messagesOf(window_).isEmpty(); }));
  window_.openProject(makeProjectFolder("fields"));
  ASSERT_TRUE(waitFor([&] { return window_.document()->name() == "fields"; }));
  EXPECT_TRUE(messagesOf(window_).isEmpty());
}

TEST_F(InterruptedRunsTest, DoesNotOfferTwiceWhatWasDeclined) {
  const QString project = makeProjectFolder();
  addInterruptedRun(project);
  openAndWait(window_, project);
  ASSERT_TRUE(waitFor([&] { return !messagesOf(window_).isEmpty(); }));
  for (auto* button : window_.findChildren<QToolButton*>()) {
    if (button->toolTip() == "Dismiss") button->click();
  }
  EXPECT_EQ(QSettings().value("declinedInterruptions").toStringList().size(), 1);
  window_.closeProject();
  MainWindow next(accessTo(engine_));
  openAndWait(next, project);
  ASSERT_TRUE(waitFor([&] { return !next.document()->runs().runs().empty(); }));
  EXPECT_TRUE(messagesOf(next).isEmpty());
}

}  // namespace
}  // namespace macadam
