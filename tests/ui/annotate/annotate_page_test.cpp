#include "annotate_pages.h"
#include "ui/annotate/proposal_panel.h"
#include "ui/annotate/proposal_review.h"
#include "ui/annotate/tile_queue_panel.h"
#include "ui/annotate/tool_box.h"
#include "ui/annotate/view_panel.h"
#include "ui/widgets/notice_bar.h"

#include <QApplication>
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QMessageBox>
#include <QPushButton>
#include <QSlider>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>
#include <QUndoStack>

namespace macadam {
namespace {

/// The page on a project of three tiles whose upper rows are road, and a fourth without a mask.
class AnnotatePageTest : public AnnotatePages {
 protected:
  AnnotatePageTest() {
    writeImage(world_ / "data/test/images/d.png");
    openPage();
  }

  void openPage() { AnnotatePages::openPage(CompareWorld::id("a")); }
  void open(const std::string& tile) { openSample(CompareWorld::id(tile)); }

  LabelSession& session() { return *page_->session(); }
  void drag(double x0, double y0, double x1, double y1, Qt::MouseButton button = Qt::LeftButton) {
    QWidget* canvas = &page_->canvas();
    QTest::mousePress(canvas, button, {}, at(x0, y0));
    for (int step = 1; step <= 8; ++step) {
      const QPoint to = at(x0 + (x1 - x0) * step / 8, y0 + (y1 - y0) * step / 8);
      QMouseEvent move(QEvent::MouseMove, to, canvas->mapToGlobal(to), Qt::NoButton, button, {});
      QApplication::sendEvent(canvas, &move);
    }
    QTest::mouseRelease(canvas, button, {}, at(x1, y1));
  }
  void click(double x, double y) { QTest::mouseClick(&page_->canvas(), Qt::LeftButton, {}, at(x, y)); }
  int roadPixels() { return cv::countNonZero(session().plane().labels(session().whole()) == 1); }
  std::uint8_t labelAt(int x, int y) { return session().plane().at({x, y}).label; }
  cv::Mat saved(const std::string& tile) { return savedMask(CompareWorld::id(tile)); }
  /// That the tile which is open is done. No other comes after it.
  void pressDone() {
    page_->queue().setTiles({{session().sample().id, "tile", "", ""}});
    page_->queue().setCurrent(session().sample().id);
    Q_EMIT page_->queue().doneWished(session().sample().id);
  }
  void dismissNotice() { page_->notice().findChild<QToolButton*>()->click(); }
  /// All tiles, which needs no predictions.
  void rankByName() {
    page_->queue().setRanking(TileRanking::Name);
    Q_EMIT page_->queue().rankingChosen(TileRanking::Name);
    ASSERT_EQ(page_->queue().model().tiles().size(), 4U);
    page_->queue().setCurrent(session().sample().id);
  }
  bool waitUntilSaved() {
    session().save();
    return waitFor([&] { return session().isSaved(); });
  }
};

TEST_F(AnnotatePageTest, AStrokeIsOneStepThatIsUndoneAndRedoneWhole) {
  page_->tools().chooseTool("brush");
  page_->tools().settings().brushDiameter = 4;
  const int before = roadPixels();
  EXPECT_EQ(before, 8 * 32);
  drag(4, 20, 28, 20);
  const int painted = roadPixels();
  EXPECT_GT(painted, before + 24 * 3);
  EXPECT_EQ(labelAt(16, 20), 1);
  EXPECT_EQ(page_->undoStack()->count(), 1);
  EXPECT_EQ(page_->undoStack()->undoText(), "Paint road");
  page_->undoStack()->undo();
  EXPECT_EQ(roadPixels(), before);
  page_->undoStack()->redo();
  EXPECT_EQ(roadPixels(), painted);
}

TEST_F(AnnotatePageTest, TheRightButtonErasesAndTheUnknownBrushHidesFromLossAndScore) {
  page_->tools().settings().brushDiameter = 3;
  drag(4, 4, 28, 4, Qt::RightButton);
  EXPECT_EQ(labelAt(16, 4), 0);
  EXPECT_EQ(page_->undoStack()->undoText(), "Erase");
  page_->tools().chooseTool("unknown");
  drag(4, 12, 28, 12);
  EXPECT_EQ(labelAt(16, 12), 255);
}

TEST_F(AnnotatePageTest, TheWheelChangesTheBrushAndZoomsWithControl) {
  page_->tools().chooseTool("brush");
  page_->tools().settings().brushDiameter = 10;
  const double zoom = page_->camera().scale();
  const QPoint middle = at(16, 16);
  const auto turn = [&](Qt::KeyboardModifiers modifiers) {
    QWheelEvent wheel(middle, page_->canvas().mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&page_->canvas(), &wheel);
  };
  turn({});
  EXPECT_EQ(page_->tools().settings().brushDiameter, 12);
  EXPECT_EQ(page_->camera().scale(), zoom);
  turn(Qt::ControlModifier);
  EXPECT_EQ(page_->tools().settings().brushDiameter, 12);
  EXPECT_GT(page_->camera().scale(), zoom);
}

TEST_F(AnnotatePageTest, KeysChooseLabelsAndTools) {
  page_->canvas().setFocus();
  QTest::keyClick(&page_->canvas(), Qt::Key_3);
  EXPECT_EQ(page_->tools().settings().label, Label::Unknown);
  QTest::keyClick(&page_->canvas(), Qt::Key_L);
  EXPECT_EQ(page_->tools().toolName(), "line");
  QTest::keyClick(&page_->canvas(), Qt::Key_1);
  EXPECT_EQ(page_->tools().settings().label, Label::Road);
}

TEST_F(AnnotatePageTest, KeysActWhateverIsSetBesideTheTile) {
  page_->findChild<QTabWidget*>()->setCurrentIndex(2);
  page_->activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(page_.get()));
  auto* view = page_->findChild<ViewPanel*>();
  for (QWidget* part :
       {static_cast<QWidget*>(view->findChild<QCheckBox*>()), static_cast<QWidget*>(view->findChild<QSlider*>())}) {
    part->setFocus();
    ASSERT_EQ(QApplication::focusWidget(), part);
    page_->tools().chooseTool("brush");
    QTest::keyClick(part, Qt::Key_G);
    EXPECT_EQ(page_->tools().toolName(), "polygon");
  }
  auto* width = page_->findChild<QDoubleSpinBox*>("brushSize");
  page_->tools().chooseTool("brush");
  width->setFocus();
  width->selectAll();
  QTest::keyClick(width, Qt::Key_3);
  EXPECT_EQ(page_->tools().settings().brushDiameter, 3) << "it is a number there";
  EXPECT_NE(page_->tools().settings().label, Label::Unknown);
}

TEST_F(AnnotatePageTest, APanelThatIsHigherThanTheWindowIsScrolled) {
  page_->findChild<QTabWidget*>()->setCurrentIndex(2);
  page_->findChild<ViewPanel*>()->setMinimumHeight(2000);
  QApplication::sendPostedEvents();
  EXPECT_LT(page_->minimumSizeHint().height(), 2000);
}

TEST_F(AnnotatePageTest, ALineIsEditedUntilItIsConfirmedAndClosesOverTheRoadThatItMeets) {
  page_->tools().chooseTool("line");
  page_->tools().settings().roadWidth = 4;
  const int before = roadPixels();
  click(16, 28);
  click(16, 10);  // just below the road of the upper eight rows
  EXPECT_EQ(roadPixels(), before);
  QTest::keyClick(&page_->canvas(), Qt::Key_Return);
  EXPECT_EQ(labelAt(16, 20), 1);
  EXPECT_EQ(labelAt(16, 9), 1);  // no gap is left
  EXPECT_EQ(labelAt(10, 20), 0);
  EXPECT_EQ(page_->undoStack()->count(), 1);
}

TEST_F(AnnotatePageTest, APathIsTakenWithOneDragAndIsStraightWithShift) {
  page_->tools().chooseTool("path");
  page_->tools().settings().roadWidth = 3;
  QWidget* canvas = &page_->canvas();
  QTest::mousePress(canvas, Qt::LeftButton, Qt::ShiftModifier, at(4, 20));
  const QPoint to = at(28, 20);
  QMouseEvent move(QEvent::MouseMove, to, canvas->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
  QApplication::sendEvent(canvas, &move);
  QTest::mouseRelease(canvas, Qt::LeftButton, Qt::ShiftModifier, to);
  EXPECT_EQ(page_->undoStack()->undoText(), "Path of road");
  for (int x = 5; x < 28; ++x) EXPECT_EQ(labelAt(x, 20), 1) << x;
  EXPECT_FALSE(page_->tools().tool().isPending());
}

TEST_F(AnnotatePageTest, AClickTakesTheWayAndGoesOnFromThere) {
  page_->tools().chooseTool("path");
  click(4, 20);
  click(16, 20);
  EXPECT_EQ(page_->undoStack()->count(), 1);
  EXPECT_TRUE(page_->tools().tool().isPending());
  click(28, 28);
  EXPECT_EQ(page_->undoStack()->count(), 2);
  QTest::keyClick(&page_->canvas(), Qt::Key_Return);
  EXPECT_FALSE(page_->tools().tool().isPending());
}

TEST_F(AnnotatePageTest, AMaskThatCannotBeWrittenIsSaidAndWrittenWhenItCan) {
  const std::filesystem::path inTheWay = world_.project().labels() / "test/images/a.png.png";
  std::filesystem::create_directories(inTheWay / "something");
  drag(4, 20, 28, 20);
  session().save();
  ASSERT_TRUE(waitFor([&] { return page_->notice().text().startsWith("Not saved: "); }));
  EXPECT_TRUE(page_->notice().text().contains("a.png.png")) << page_->notice().text().toStdString();
  EXPECT_FALSE(session().isSaved());
  EXPECT_EQ(labelAt(16, 20), 1);
  std::filesystem::remove_all(inTheWay);
  page_->notice().button().click();
  EXPECT_TRUE(waitFor([&] { return session().isSaved(); }));
  EXPECT_EQ(saved("a").at<std::uint8_t>(20, 16), 1);
}

TEST_F(AnnotatePageTest, EscapeLeavesWhatWasBegun) {
  page_->tools().chooseTool("polygon");
  click(4, 12);
  click(20, 12);
  click(20, 28);
  EXPECT_TRUE(page_->tools().tool().isPending());
  QTest::keyClick(&page_->canvas(), Qt::Key_Escape);
  EXPECT_FALSE(page_->tools().tool().isPending());
  EXPECT_EQ(page_->undoStack()->count(), 0);
}

TEST_F(AnnotatePageTest, UndoTakesACornerBackBeforeWhatIsFinished) {
  drag(4, 20, 28, 20);
  ASSERT_EQ(page_->undoStack()->index(), 1);
  page_->tools().chooseTool("polygon");
  click(4, 12);
  QKeyEvent asked(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
  asked.ignore();
  QApplication::sendEvent(&page_->canvas(), &asked);
  EXPECT_TRUE(asked.isAccepted()) << "it is not the window's";
  QTest::keyClick(&page_->canvas(), Qt::Key_Z, Qt::ControlModifier);
  EXPECT_FALSE(page_->tools().tool().isPending());
  EXPECT_EQ(page_->undoStack()->index(), 1);
}

TEST_F(AnnotatePageTest, TheMaskInTheProjectFollowsAndTheOriginalStays) {
  const cv::Mat original = saved("a").clone();
  page_->tools().settings().brushDiameter = 4;
  drag(4, 20, 28, 20);
  ASSERT_TRUE(waitUntilSaved());
  EXPECT_EQ(saved("a").at<std::uint8_t>(20, 16), 1);
  const Sample raw{.id = "raw",
                   .image = world_ / "data/test/images/a.png",
                   .mask = world_ / "data/test/masks/a.png",
                   .maskRule = world_.document().dataset()->find(CompareWorld::id("b"))->maskRule,
                   .width = 32,
                   .height = 32};
  EXPECT_EQ(cv::countNonZero(decodeMask(raw) != original), 0);
}

TEST_F(AnnotatePageTest, HistoryOutlivesTheWindow) {
  page_->tools().settings().brushDiameter = 4;
  drag(4, 20, 28, 20);
  drag(4, 28, 28, 28);
  page_->undoStack()->undo();
  const int painted = roadPixels();
  openPage();
  EXPECT_EQ(roadPixels(), painted);
  EXPECT_EQ(page_->undoStack()->count(), 2);
  EXPECT_EQ(page_->undoStack()->index(), 1);
  page_->undoStack()->redo();
  EXPECT_EQ(labelAt(16, 28), 1);
  page_->undoStack()->undo();
  page_->undoStack()->undo();
  EXPECT_EQ(roadPixels(), 8 * 32);
}

TEST_F(AnnotatePageTest, AnUnlabelledTileIsUnknownUntilSomebodyMakesItsRestBackground) {
  open("d");
  EXPECT_EQ(labelAt(16, 16), 255);
  page_->tools().settings().brushDiameter = 4;
  drag(4, 20, 28, 20);
  QTimer::singleShot(0, [] {
    auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
    ASSERT_NE(question, nullptr);
    for (QAbstractButton* button : question->buttons()) {
      if (button->text() == "Make it background") return button->click();
    }
  });
  Q_EMIT page_->queue().doneWished(CompareWorld::id("d"));
  ASSERT_TRUE(waitFor([&] { return world_.document().dataset()->find(CompareWorld::id("d"))->hasMask(); }));
  EXPECT_EQ(saved("d").at<std::uint8_t>(20, 16), 1);
  EXPECT_EQ(saved("d").at<std::uint8_t>(4, 16), 0);
}

TEST_F(AnnotatePageTest, AFinishedTileMovesToTheLabelledOnesInANewVersionOfTheSplit) {
  Split split;
  split.labelled = {CompareWorld::id("a"), CompareWorld::id("b")};
  split.unlabelled = {CompareWorld::id("c")};
  world_.document().changeSplit(split, "by hand");
  open("c");
  drag(4, 28, 28, 28);
  const std::string before = world_.document().split().name;
  Q_EMIT page_->queue().doneWished(CompareWorld::id("c"));
  ASSERT_TRUE(waitFor([&] { return !page_->notice().text().isEmpty() && page_->session() != nullptr; }));
  page_->notice().button().click();
  EXPECT_EQ(world_.document().split().of(CompareWorld::id("c")), Subset::Labelled);
  EXPECT_NE(world_.document().split().name, before);
}

TEST_F(AnnotatePageTest, AnOfferThatWasDismissedDoesNotComeBackWithEachStroke) {
  Split split;
  split.labelled = {CompareWorld::id("a"), CompareWorld::id("b")};
  split.unlabelled = {CompareWorld::id("c")};
  world_.document().changeSplit(split, "by hand");
  open("c");
  Q_EMIT page_->queue().doneWished(CompareWorld::id("c"));
  ASSERT_TRUE(waitFor([&] { return page_->session() != nullptr && !page_->notice().text().isEmpty(); }));
  dismissNotice();
  drag(4, 28, 28, 28);
  ASSERT_TRUE(waitUntilSaved());
  EXPECT_EQ(page_->notice().text(), "");
}

TEST_F(AnnotatePageTest, DoneTakesWhatIsBegunWhereItIsWhole) {
  page_->tools().setLabel(Label::Road);
  page_->tools().chooseTool("polygon");
  for (const auto& [x, y] : {std::pair(4, 12), {20, 12}, {20, 28}}) click(x, y);
  pressDone();
  EXPECT_EQ(page_->undoStack()->undoText(), "Polygon of road");
  EXPECT_EQ(labelAt(18, 16), 1);
  page_->tools().chooseTool("line");
  click(4, 28);
  click(28, 28);
  pressDone();
  EXPECT_EQ(page_->undoStack()->undoText(), "Line of road");
  page_->tools().chooseTool("path");
  click(4, 20);
  pressDone();
  EXPECT_FALSE(page_->tools().tool().isPending());
  EXPECT_EQ(page_->undoStack()->count(), 2) << "a path's clicks are taken one by one";
  EXPECT_EQ(page_->queue().model().progress().verdict(CompareWorld::id("a")), TileVerdict::Done);
}

TEST_F(AnnotatePageTest, DoneSaysWhatIsLackingOfWhatIsBegun) {
  QStringList said;
  QObject::connect(page_.get(), &Page::message, [&](const QString& text) { said.append(text); });
  page_->tools().chooseTool("polygon");
  click(4, 12);
  click(20, 12);
  pressDone();
  EXPECT_EQ(said.takeLast(), "The polygon that is begun needs three corners: click them, or leave it (Esc)");
  EXPECT_TRUE(page_->tools().tool().isPending()) << "it waits on";
  page_->tools().chooseTool("line");
  click(4, 28);
  pressDone();
  EXPECT_EQ(said.takeLast(), "The line that is begun needs two points: click the next, or leave it (Esc)");
  EXPECT_EQ(page_->queue().model().progress().doneCount(), 0U);
  EXPECT_EQ(page_->undoStack()->count(), 0);
}

TEST_F(AnnotatePageTest, TheLastTileOfTheListStaysOpenAndThatIsSaid) {
  QStringList said;
  QObject::connect(page_.get(), &Page::message, [&](const QString& text) { said.append(text); });
  pressDone();
  EXPECT_EQ(said, QStringList{"No tile of the list is open any more"});
  ASSERT_NE(page_->session(), nullptr);
  EXPECT_EQ(session().sample().id, CompareWorld::id("a"));
}

TEST_F(AnnotatePageTest, DoneKeepsTheStrokeThatIsBeingDrawn) {
  page_->tools().chooseTool("brush");
  page_->tools().settings().brushDiameter = 4;
  QTest::mousePress(&page_->canvas(), Qt::LeftButton, {}, at(16, 20));
  pressDone();
  EXPECT_EQ(page_->undoStack()->count(), 1);
  EXPECT_EQ(labelAt(16, 20), 1);
}

TEST_F(AnnotatePageTest, KeysOfThePageWorkWhileSomethingIsBegun) {
  page_->tools().chooseTool("polygon");
  click(4, 12);
  const auto isTaken = [this](Qt::Key key, Qt::KeyboardModifiers modifiers) {
    QKeyEvent asked(QEvent::ShortcutOverride, key, modifiers);
    asked.ignore();
    QApplication::sendEvent(&page_->canvas(), &asked);
    return asked.isAccepted();
  };
  EXPECT_TRUE(isTaken(Qt::Key_Return, Qt::NoModifier));
  EXPECT_TRUE(isTaken(Qt::Key_Enter, Qt::KeypadModifier));
  EXPECT_FALSE(isTaken(Qt::Key_Return, Qt::ControlModifier)) << "Done";
  EXPECT_FALSE(isTaken(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier)) << "Skip";
  EXPECT_FALSE(isTaken(Qt::Key_Backspace, Qt::ControlModifier)) << "Take up again";
}

TEST_F(AnnotatePageTest, TheOfferToMoveAFinishedTileIsThereOnTheTileThatComesNext) {
  Split split;
  split.labelled = {CompareWorld::id("a"), CompareWorld::id("b")};
  split.unlabelled = {CompareWorld::id("c")};
  world_.document().changeSplit(split, "by hand");
  open("c");
  rankByName();
  drag(4, 28, 28, 28);
  Q_EMIT page_->queue().doneWished(CompareWorld::id("c"));
  ASSERT_TRUE(waitFor([&] { return page_->session() != nullptr && session().sample().id == CompareWorld::id("d"); }));
  EXPECT_EQ(page_->notice().text(), "c.png is done, and not among the labelled tiles of the split “default”.");
  open("a");
  EXPECT_TRUE(page_->notice().text().startsWith("c.png is done")) << "nobody has answered";
  page_->notice().show("The picture has changed");
  dismissNotice();
  EXPECT_TRUE(page_->notice().text().startsWith("c.png is done")) << "something else was dismissed";
  dismissNotice();
  open("b");
  EXPECT_EQ(page_->notice().text(), "");
}

TEST_F(AnnotatePageTest, ATileThatIsTakenUpAgainIsNotOfferedUntilItIsDoneAgain) {
  Split split;
  split.unlabelled = {CompareWorld::id("c")};
  world_.document().changeSplit(split, "by hand");
  open("c");
  Q_EMIT page_->queue().doneWished(CompareWorld::id("c"));
  ASSERT_TRUE(waitFor([&] { return page_->session() != nullptr && !page_->notice().text().isEmpty(); }));
  Q_EMIT page_->queue().reopenWished(CompareWorld::id("c"));
  EXPECT_EQ(page_->notice().text(), "");
  open("c");
  Q_EMIT page_->queue().doneWished(CompareWorld::id("c"));
  ASSERT_TRUE(waitFor([&] { return page_->session() != nullptr; }));
  EXPECT_TRUE(page_->notice().text().startsWith("c.png is done"));
}

TEST_F(AnnotatePageTest, TheOfferToMoveAFinishedTileGoesWithItsProject) {
  Split split;
  split.unlabelled = {CompareWorld::id("c")};
  world_.document().changeSplit(split, "by hand");
  open("c");
  Q_EMIT page_->queue().doneWished(CompareWorld::id("c"));
  ASSERT_TRUE(waitFor([&] { return page_->session() != nullptr && !page_->notice().text().isEmpty(); }));
  page_->setDocument(nullptr);
  EXPECT_EQ(page_->notice().text(), "");
}

TEST_F(AnnotatePageTest, WhatWasSaidSinceATileCouldNotBeSavedStaysWhenItIs) {
  const std::filesystem::path inTheWay = world_.project().labels() / "test/images/a.png.png";
  std::filesystem::create_directories(inTheWay / "something");
  drag(4, 20, 28, 20);
  session().save();
  ASSERT_TRUE(waitFor([&] { return page_->notice().text().startsWith("Not saved: "); }));
  page_->notice().show("The picture has changed");
  std::filesystem::remove_all(inTheWay);
  ASSERT_TRUE(waitUntilSaved());
  EXPECT_EQ(page_->notice().text(), "The picture has changed");
}

TEST_F(AnnotatePageTest, WhatWasSaidOfATileStaysWhenItIsSaved) {
  page_->notice().show("The picture has changed");
  drag(4, 20, 28, 20);
  ASSERT_TRUE(waitUntilSaved());
  EXPECT_EQ(page_->notice().text(), "The picture has changed");
}

TEST_F(AnnotatePageTest, ProposalsAreAcceptedOneByOneWithWhereTheyAreFrom) {
  open("c");
  page_->findChild<QTabWidget*>()->setCurrentIndex(1);
  open("a");
  // Road of the mask fills what the student finds; without it the student's eight rows are proposed.
  session().apply("clear", Region::of(session().whole()), Label::Background);
  Q_EMIT page_->suggester().settled();
  ASSERT_TRUE(waitFor([&] { return !page_->review().proposals().empty(); }));
  const std::int64_t proposed = page_->review().proposals().front().region.area();
  page_->findChild<QAction*>("acceptProposal")->trigger();
  EXPECT_EQ(roadPixels(), proposed);
  const std::uint8_t code = session().plane().at({16, 4}).source;
  ASSERT_GE(code, LabelSources::kFirstAccepted);
  EXPECT_EQ(session().editor().sources().find(code)->network, "student");
  page_->undoStack()->undo();
  EXPECT_EQ(roadPixels(), 0);
}

TEST_F(AnnotatePageTest, InAWindowThatOnlyShowsNothingIsChanged) {
  world_.document().setObstacle("Another window has it");
  ASSERT_TRUE(waitFor([&] { return page_->session() != nullptr && !session().readOnly().isEmpty(); }));
  EXPECT_EQ(page_->notice().text(), "") << "the window says it, above every page";
  drag(4, 20, 28, 20);
  EXPECT_EQ(roadPixels(), 8 * 32);
  Q_EMIT page_->queue().doneWished(CompareWorld::id("a"));
  Q_EMIT page_->queue().skipWished(CompareWorld::id("a"));
  EXPECT_EQ(page_->notice().text(), "Nothing is changed: Another window has it.");
  EXPECT_FALSE(std::filesystem::exists(world_.project().labels()));
}

}  // namespace
}  // namespace macadam
