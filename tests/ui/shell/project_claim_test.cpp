#include "shell_world.h"
#include "support/wait_for.h"
#include "ui/annotate/annotate_page.h"
#include "ui/data/data_page.h"
#include "ui/data/split_editor.h"
#include "ui/data/tile_browser.h"
#include "ui/data/tile_view.h"
#include "ui/train/queue_file.h"

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QUndoStack>
#include <algorithm>

namespace macadam {
namespace {

/// Two windows that are to show one project.
class ProjectClaimTest : public ShellTest {
 protected:
  void press(MainWindow& window, const QString& button) {
    auto* found = buttonWithText<QPushButton>(*window.findChild<MessageBar*>(), button);
    ASSERT_NE(found, nullptr) << button.toStdString() << " in " << messagesOf(window).join('|').toStdString();
    found->click();
  }
  static bool tells(const MainWindow& window, const QString& text) {
    const auto labels = window.findChild<MessageBar*>()->findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text().contains(text); });
  }
  static QAction* action(MainWindow& window, const QString& name) { return window.findChild<QAction*>(name); }
  void openBoth() {
    for (MainWindow* window : {&first_, &second_}) {
      window->show();
      openAndWait(*window, project_);
      window->pages().buildAll();
    }
  }
  void takeOver() {
    ProjectDocument* before = second_.document();
    press(second_, "Take over");
    ASSERT_TRUE(waitFor([&] { return second_.document() != before && second_.document() != nullptr; }));
  }

  const QString project_ = makeProjectFolder();
  MainWindow first_{accessTo(engine_)}, second_{accessTo(engine_)};
};

TEST_F(ProjectClaimTest, TheSecondWindowOnlyShowsTheProject) {
  openBoth();
  EXPECT_TRUE(messagesOf(first_).isEmpty());
  EXPECT_EQ(messagesOf(second_), QStringList{"streets is open in another window"});
  EXPECT_EQ(second_.windowTitle(), "streets (only shown) – Macadam");
  auto& data = static_cast<DataPage&>(second_.pages().page(Mode::Data));
  const std::string tile = second_.document()->dataset()->samples.front().id;
  data.browser().select({tile});
  for (const char* name : {"moveTotest", "lockTiles", "drawSplitAgain", "saveSplitAs", "importLists", "chooseMasks",
                           "train-start", "train-add-suite", "results.delete"}) {
    QAction* writes = action(second_, name);
    ASSERT_NE(writes, nullptr) << name;
    EXPECT_FALSE(writes->isEnabled()) << name;
    EXPECT_EQ(writes->toolTip(), "The project is open in another window, which owns it") << name;
  }
  const Split before = second_.document()->split();
  data.editor().move({tile}, Subset::Test);
  second_.document()->changeSplit({.test = {tile}}, "Change");
  EXPECT_EQ(second_.document()->split(), before);
  second_.controller().add(NewRun{quickSpec(), second_.document()->project().runs()});
  EXPECT_EQ(second_.controller().state(), TrainingState::Idle);
  EXPECT_TRUE(action(second_, "findTiles")->isEnabled());
}

TEST_F(ProjectClaimTest, TheQueueIsTrainedByOneWindow) {
  first_.show();
  openAndWait(first_, project_);
  const Project project = first_.document()->project();
  first_.controller().setQueue({NewRun{quickSpec(), project.runs()}});
  ASSERT_TRUE(waitFor([&] { return std::filesystem::exists(project.queue()); }));
  openAndWait(second_, project_);
  EXPECT_TRUE(second_.controller().queue().empty());
  takeOver();
  EXPECT_EQ(second_.controller().queue().size(), 1U);
  EXPECT_TRUE(first_.controller().queue().empty());
  first_.controller().startNext();
  EXPECT_EQ(first_.controller().state(), TrainingState::Idle);
}

TEST_F(ProjectClaimTest, TheSecondWindowTakesOverAndTheFirstSaysSo) {
  openBoth();
  const std::string tile = first_.document()->dataset()->samples.front().id;
  first_.document()->changeSplit({.test = {tile}}, "Change");
  takeOver();
  EXPECT_EQ(second_.document()->split().test, std::vector{tile}) << "as the first window left it";
  EXPECT_TRUE(messagesOf(second_).isEmpty());
  EXPECT_TRUE(action(second_, "train-start")->isEnabled());
  EXPECT_EQ(action(second_, "train-start")->toolTip(), "Train with the settings of the form (Ctrl+R)");
  EXPECT_EQ(messagesOf(first_), QStringList{"Another window has taken streets over"});
  EXPECT_FALSE(action(first_, "train-start")->isEnabled());
  EXPECT_EQ(first_.windowTitle(), "streets (only shown) – Macadam");
  press(first_, "Take it back");
  ASSERT_TRUE(waitFor([&] { return messagesOf(first_).isEmpty(); }));
  EXPECT_EQ(messagesOf(second_), QStringList{"Another window has taken streets over"});
}

TEST_F(ProjectClaimTest, WhatTheFirstWindowLeavesCanBeOpenedInTheSecond) {
  openBoth();
  first_.closeProject();
  ASSERT_TRUE(
      waitFor([&] { return messagesOf(second_) == QStringList{"streets is open in no other window any more"}; }));
  press(second_, "Open it here");
  EXPECT_TRUE(waitFor([&] { return messagesOf(second_).isEmpty(); }));
  EXPECT_EQ(second_.windowTitle(), "streets – Macadam");
}

TEST_F(ProjectClaimTest, WhatCannotBeTakenOverCanBeTriedAgain) {
  const std::filesystem::path lock = (project_ + "/open.lock").toStdString();
  const QStringList isFree{"streets is open in no other window any more"};
  openBoth();
  first_.closeProject();
  ASSERT_TRUE(waitFor([&] { return messagesOf(second_) == isFree; }));
  std::filesystem::remove(lock);
  std::filesystem::create_directory(lock);
  press(second_, "Open it here");
  ASSERT_TRUE(waitFor([&] { return messagesOf(second_) == isFree; }));
  EXPECT_TRUE(tells(second_, "It could not be taken over: ")) << "and why";
  EXPECT_FALSE(QFile::exists(project_ + "/open.wanted"));
  std::filesystem::remove(lock);
  press(second_, "Open it here");
  EXPECT_TRUE(waitFor([&] { return messagesOf(second_).isEmpty(); }));
}

TEST_F(ProjectClaimTest, NothingIsGivenAwayThatIsNotSaved) {
  openBoth();
  const std::filesystem::path splits = first_.document()->project().splits();
  std::filesystem::remove_all(splits);
  std::ofstream(splits) << "in the way";
  first_.document()->changeSplit({.test = {"images/tile10.png"}}, "Change");
  press(second_, "Take over");
  ASSERT_TRUE(waitFor([&] { return messagesOf(first_) == QStringList{"A change could not be saved"}; }));
  EXPECT_EQ(messagesOf(second_), QStringList{"Waiting for the other window to let go of streets"});
  std::filesystem::remove(splits);
  first_.document()->undoStack().undo();
  EXPECT_TRUE(waitFor([&] { return messagesOf(first_) == QStringList{"Another window has taken streets over"}; }));
}

TEST_F(ProjectClaimTest, WhatIsTakenBackDuringATrainingCanBeOpenedAfterIt) {
  const QStringList isOwn{"streets is this window’s now"};
  openBoth();
  engine_.script = trainUntilStopped();
  first_.controller().add(NewRun{quickSpec(), first_.document()->project().runs()});
  ASSERT_TRUE(waitFor([&] { return first_.controller().state() == TrainingState::Training; }));
  takeOver();
  QTimer stays;
  stays.callOnTimeout([&] {
    if (QWidget* question = QApplication::activeModalWidget()) {
      stays.stop();
      buttonWithText<QPushButton>(*question, "Stay")->click();
    }
  });
  for (const char* button : {"Take it back", "Open it here", "Open it here"}) {
    stays.start(10);
    press(first_, button);
    ASSERT_TRUE(waitFor([&] { return messagesOf(first_) == isOwn && !stays.isActive(); })) << button;
  }
  EXPECT_EQ(action(first_, "train-start")->toolTip(),
            "This window still only shows what it has read before; open the project again to change it");
  first_.controller().stop();
  ASSERT_TRUE(waitFor([&] { return first_.controller().state() == TrainingState::Idle; }));
  press(first_, "Open it here");
  EXPECT_TRUE(waitFor([&] { return messagesOf(first_).isEmpty(); }));
  EXPECT_TRUE(waitFor([&] { return action(first_, "train-start")->isEnabled(); }))
      << action(first_, "train-start")->toolTip().toStdString();
}

TEST_F(ProjectClaimTest, AFileThatAProcessLeftIsNoHindrance) {
  std::ofstream((project_ + "/open.lock").toStdString()) << "process 1 on elsewhere\n";
  std::ofstream((project_ + "/open.wanted").toStdString()) << "process 2 on elsewhere\n";
  openAndWait(first_, project_);
  EXPECT_TRUE(messagesOf(first_).isEmpty());
  EXPECT_FALSE(QFile::exists(project_ + "/open.wanted"));
}

TEST_F(ProjectClaimTest, OpensTheSameProjectAgainWithoutAWord) {
  openAndWait(first_, project_);
  const ProjectDocument* before = first_.document();
  first_.openProject(project_);
  ASSERT_TRUE(waitFor([&] { return first_.document() != before; }));
  EXPECT_TRUE(messagesOf(first_).isEmpty());
}

TEST_F(ProjectClaimTest, AProjectThatCannotBeWrittenToIsOnlyShown) {
  std::filesystem::create_directory((project_ + "/open.lock").toStdString());
  openAndWait(first_, project_);
  EXPECT_EQ(messagesOf(first_), QStringList{"streets cannot be written to"});
  first_.pages().buildAll();
  EXPECT_FALSE(action(first_, "train-start")->isEnabled());
  EXPECT_TRUE(action(first_, "train-start")->toolTip().contains("cannot be locked"));
}

TEST_F(ProjectClaimTest, AProjectThatMovesIsSaidAndNothingIsWrittenInItsPlace) {
  openAndWait(first_, project_);
  first_.pages().buildAll();
  const std::filesystem::path from = project_.toStdString(), to = folder_ / "elsewhere";
  std::filesystem::rename(from, to);
  const QString told = QString::fromStdString("streets has moved to " + to.string());
  ASSERT_TRUE(waitFor([&] { return messagesOf(first_) == QStringList{told}; }));
  EXPECT_FALSE(action(first_, "train-start")->isEnabled());
  first_.document()->changeSplit({.test = {"images/tile10.png"}}, "Change");
  first_.controller().add(NewRun{quickSpec(), from / "runs"});
  first_.document()->runs().refresh();
  first_.document()->finishSaving();
  press(first_, "Open it there");
  ASSERT_TRUE(waitFor([&] { return first_.document() != nullptr && first_.document()->project().folder == to; }));
  EXPECT_FALSE(messagesOf(first_).contains(told));
  EXPECT_FALSE(std::filesystem::exists(from));
}

TEST_F(ProjectClaimTest, AProjectThatHasGoneIsSaidUntilItIsBack) {
  openAndWait(first_, project_);
  const std::filesystem::path from = project_.toStdString(), inTrash = folder_ / "trash";
  std::filesystem::copy(from, inTrash, std::filesystem::copy_options::recursive);
  std::filesystem::remove_all(from);
  ASSERT_TRUE(waitFor([&] { return messagesOf(first_) == QStringList{"The folder of streets has gone"}; }));
  EXPECT_FALSE(first_.document()->obstacle().isEmpty());
  press(first_, "Close project");
  ASSERT_TRUE(waitFor([&] { return first_.document() == nullptr; }));
  EXPECT_FALSE(std::filesystem::exists(from));
}

TEST_F(ProjectClaimTest, WhatWasJustDrawnIsThereInTheWindowThatTakesOver) {
  openBoth();
  const std::string tile = first_.document()->dataset()->samples.front().id;
  const auto annotating = [](MainWindow& window) -> AnnotatePage& {
    return static_cast<AnnotatePage&>(window.pages().page(Mode::Annotate));
  };
  const auto open = [&](MainWindow& window) {
    window.pages().showMode(Mode::Annotate);
    annotating(window).showTile(tile);
    return waitFor([&] { return annotating(window).session() != nullptr; });
  };
  ASSERT_TRUE(open(first_));
  annotating(first_).session()->apply("a road", Region::of(cv::Rect(0, 40, 64, 3)), Label::Road);
  takeOver();
  ASSERT_TRUE(open(second_));
  EXPECT_EQ(annotating(second_).session()->plane().at({5, 41}).label, 1);
  EXPECT_TRUE(annotating(second_).session()->readOnly().isEmpty());
  annotating(second_).undoStack()->undo();
  EXPECT_EQ(annotating(second_).session()->plane().at({5, 41}).label, 0);
  EXPECT_TRUE(waitFor([&] {
    const LabelSession* shown = annotating(first_).session();
    return shown != nullptr && !shown->readOnly().isEmpty();
  }));
}

}  // namespace
}  // namespace macadam
