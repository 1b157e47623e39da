#include "runs/process_mark.h"
#include "shell_world.h"
#include "support/wait_for.h"

#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

namespace macadam {
namespace {

/// A window with a run in training.
class ClosingTest : public ShellTest {
 protected:
  ClosingTest() : window_(accessTo(engine_)) {
    window_.show();
    engine_.script = trainUntilStopped();
    openAndWait(window_, makeProjectFolder());
    window_.controller().add(NewRun{quickSpec(), window_.document()->project().runs()});
    EXPECT_TRUE(waitFor([&] { return window_.controller().state() == TrainingState::Training; }));
  }
  ~ClosingTest() override {
    window_.controller().stop();
    qunsetenv("MACADAM_CLI");
  }

  /// Presses a button of the question that comes next.
  void answer(const QString& button) {
    QTimer::singleShot(0, &window_, [this, button] {
      auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
      ASSERT_NE(question, nullptr);
      asked_ = true;
      told_ = question->informativeText();
      whyNoBackground_ = buttonWithText<QPushButton>(*question, "Go on in the background")->toolTip();
      buttonWithText<QPushButton>(*question, button)->click();
    });
  }

  /// Lets the run of the window go on in the background by a program that is never reached.
  void leaveToTheBackground() {
    qputenv("MACADAM_CLI", "/bin/false");
    answer("Go on in the background");
    EXPECT_FALSE(window_.close());
  }
  bool staysAndSaysSo() {
    return waitFor([&] { return messagesOf(window_).contains("The run does not go on in the background"); }) &&
           window_.isVisible() && window_.controller().state() == TrainingState::Idle;
  }

  bool asked_ = false;
  QString told_, whyNoBackground_;
  MainWindow window_;
};

TEST_F(ClosingTest, StaysWhenOneStays) {
  answer("Stay");
  EXPECT_FALSE(window_.close());
  EXPECT_TRUE(asked_);
  EXPECT_TRUE(window_.isVisible());
  EXPECT_EQ(window_.controller().state(), TrainingState::Training);
}

TEST_F(ClosingTest, StopsTheRunAndThenClosesTheWindow) {
  answer("Stop now");
  EXPECT_FALSE(window_.close());
  EXPECT_TRUE(window_.isVisible());
  EXPECT_EQ(messagesOf(window_), QStringList{"Macadam closes when training has ended"});
  EXPECT_TRUE(waitFor([&] { return !window_.isVisible(); }));
  EXPECT_EQ(window_.controller().state(), TrainingState::Idle);
}

TEST_F(ClosingTest, SaysWhatBecomesOfTheWindowAndOfTheQueue) {
  answer("Stay");
  window_.close();
  EXPECT_TRUE(told_.contains("Macadam closes when training has ended. Until then you can go on working."));
  EXPECT_FALSE(told_.contains("queue"));
  EXPECT_FALSE(told_.contains("suite"));
  const std::filesystem::path runs = window_.document()->project().runs();
  window_.controller().add(NewRun{quickSpec(), runs});
  answer("Stay");
  window_.closeProject();
  EXPECT_TRUE(told_.contains("The project closes when training has ended."));
  EXPECT_TRUE(told_.contains("What waits in the queue is kept"));
}

TEST_F(ClosingTest, SaysWhatBecomesOfASuite) {
  window_.controller().stop();
  ASSERT_TRUE(waitFor([&] { return window_.controller().state() == TrainingState::Idle; }));
  window_.controller().start(NewSuite{{{"cct", 1, quickSpec()}}, window_.document()->project().runs()});
  answer("Stay");
  window_.close();
  EXPECT_TRUE(told_.contains("Its suite stays in the queue"));
}

TEST_F(ClosingTest, CanBeThoughtBetterOf) {
  answer("Train until the next checkpoint");
  window_.close();
  EXPECT_EQ(window_.controller().state(), TrainingState::Stopping);
  buttonWithText<QPushButton>(*window_.findChild<MessageBar*>(), "Stay")->click();
  window_.controller().stop();
  ASSERT_TRUE(waitFor([&] { return window_.controller().state() == TrainingState::Idle; }));
  QCoreApplication::processEvents();
  EXPECT_TRUE(window_.isVisible());
}

TEST_F(ClosingTest, IsHurriedByStopNow) {
  answer("Train until the next checkpoint");
  window_.close();
  buttonWithText<QPushButton>(*window_.findChild<MessageBar*>(), "Stop now")->click();
  EXPECT_TRUE(waitFor([&] { return !window_.isVisible(); }));
}

TEST_F(ClosingTest, OffersTheBackgroundOnlyWhereARunMayBegin) {
  qputenv("MACADAM_CLI", "/bin/false");
  answer("Stay");
  window_.close();
  EXPECT_EQ(whyNoBackground_, "");
  window_.controller().setObstacle("The project’s folder has gone");
  answer("Stay");
  window_.close();
  EXPECT_EQ(whyNoBackground_, "The project’s folder has gone");
}

TEST_F(ClosingTest, StaysWhenTheRunEndsInsteadOfGoingOnInTheBackground) {
  window_.controller().add(NewRun{quickSpec(), window_.document()->project().runs()});
  engine_.ending = Ending::Failed;
  leaveToTheBackground();
  EXPECT_TRUE(staysAndSaysSo());
  EXPECT_EQ(window_.controller().queue().size(), 1U) << "and does not train on with what waits";
}

TEST_F(ClosingTest, LetsTheQueueGoOnWhereOneThinksBetterOfTheBackground) {
  window_.controller().add(NewRun{quickSpec(), window_.document()->project().runs()});
  engine_.ending = Ending::Failed;
  leaveToTheBackground();
  buttonWithText<QPushButton>(*window_.findChild<MessageBar*>(), "Stay")->click();
  EXPECT_TRUE(waitFor(
      [&] { return window_.controller().queue().empty() && window_.controller().state() == TrainingState::Training; }));
}

TEST_F(ClosingTest, StaysWhenTheRunMayNotBeginInTheBackgroundAnyMore) {
  leaveToTheBackground();
  window_.controller().setObstacle("The project’s folder has gone");
  EXPECT_TRUE(staysAndSaysSo());
  EXPECT_EQ(window_.controller().queue().size(), 1U) << "where it can be resumed";
}

TEST_F(ClosingTest, AsksAboutARunInTheBackgroundThatIsAboutToEnd) {
  RunController& controller = window_.controller();
  const RunFolder run = *controller.currentRun();
  controller.stop();
  ASSERT_TRUE(waitFor([&] { return controller.state() == TrainingState::Idle; }));
  controller.watch(run, thisProcess());
  ASSERT_TRUE(waitFor([&] { return controller.state() == TrainingState::Training; }));
  controller.stop();
  answer("Stay");
  EXPECT_FALSE(window_.close());
  EXPECT_TRUE(asked_);
  EXPECT_TRUE(window_.isVisible());
}

TEST_F(ClosingTest, OfAProjectWaitsLikewise) {
  answer("Stop now");
  window_.closeProject();
  EXPECT_NE(window_.document(), nullptr);
  ASSERT_TRUE(waitFor([&] { return window_.document() == nullptr; }));
  EXPECT_TRUE(window_.isVisible());
}

TEST_F(ClosingTest, ForAnotherProjectWaitsLikewise) {
  const QString other = makeProjectFolder("other");
  answer("Stop now");
  window_.openProject(other);
  EXPECT_EQ(window_.document()->name(), "streets");
  EXPECT_TRUE(waitFor([&] { return window_.document()->name() == "other"; }));
}

void changeSplit(ProjectDocument& document) {
  Split split = document.split();
  split.seed = 77;
  document.changeSplit(std::move(split), "Draw again");
}

TEST_F(ShellTest, ClosingRightAfterAChangeWaitsUntilItIsWritten) {
  MainWindow window(accessTo(engine_));
  window.show();
  const QString project = makeProjectFolder();
  openAndWait(window, project);
  changeSplit(*window.document());
  EXPECT_FALSE(window.close());
  ASSERT_TRUE(waitFor([&] { return !window.isVisible(); }));
  EXPECT_EQ(readProject(project.toStdString()).split.seed, 77U);
}

TEST_F(ShellTest, ClosingStaysOnceWhenAChangeCannotBeWritten) {
  MainWindow window(accessTo(engine_));
  window.show();
  const QString project = makeProjectFolder();
  openAndWait(window, project);
  std::filesystem::remove_all(window.document()->project().splits());
  std::ofstream(window.document()->project().splits()) << "in the way";
  changeSplit(*window.document());
  EXPECT_FALSE(window.close());
  ASSERT_TRUE(waitFor([&] { return !messagesOf(window).isEmpty(); }));
  EXPECT_EQ(messagesOf(window), QStringList{"A change could not be saved"});
  EXPECT_TRUE(window.isVisible());
  EXPECT_TRUE(window.close());
}

TEST_F(ShellTest, AMessageGoesWhenWhatItTellsOfHasSucceeded) {
  MainWindow window(accessTo(engine_));
  openAndWait(window, makeProjectFolder());
  const std::filesystem::path splits = window.document()->project().splits();
  std::filesystem::remove_all(splits);
  std::ofstream(splits) << "in the way";
  changeSplit(*window.document());
  ASSERT_TRUE(waitFor([&] { return messagesOf(window) == QStringList{"A change could not be saved"}; }));
  std::filesystem::remove(splits);
  window.document()->undoStack().undo();
  EXPECT_TRUE(waitFor([&] { return !messagesOf(window).contains("A change could not be saved"); }));
}

}  // namespace
}  // namespace macadam
