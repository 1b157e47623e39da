#include "ui/annotate/neighbour_tiles.h"

#include "annotate_pages.h"
#include "ui/annotate/tool_box.h"
#include "ui/widgets/notice_bar.h"

#include <opencv2/imgproc.hpp>

#include <QApplication>
#include <QCheckBox>
#include <filesystem>

namespace macadam {
namespace {

/// The page on two tiles of one scene, 32 pixels a side, of which the right one begins at column 24 of the left one;
/// the upper four rows of both are road.
class NeighbourTilesTest : public AnnotatePages {
 protected:
  NeighbourTilesTest() {
    cv::Mat ground(32, 56, CV_8UC3);
    cv::RNG(1).fill(ground, cv::RNG::UNIFORM, 0, 256);
    cv::GaussianBlur(ground, ground, {}, 1.2);
    for (const int x : {0, 24}) {
      const std::string name = "s_" + std::to_string(x) + "_0.png";
      writePicture(world_ / ("data/test/images/" + name), ground(cv::Rect(x, 0, 32, 32)));
      writeRoadMask(world_ / ("data/test/masks/" + name), 4);
    }
    openPage();
  }

  void openPage() {
    AnnotatePages::openPage(kLeft);
    ASSERT_TRUE(waitFor([&] { return right() != nullptr; }));
  }
  LabelSession& left() { return *page_->session(); }
  LabelSession* right() { return page_->neighbours().find(kRight); }

  /// A stroke of road, 4 pixels wide, along row 20 from column 8 of the left tile to column 20 of the right one.
  void drawOverTheSeam() {
    page_->camera().setScale(8.0);
    page_->tools().chooseTool("brush");
    page_->tools().settings().brushDiameter = 4;
    QWidget* canvas = &page_->canvas();
    const auto along = [&](double x) { return at(x, 20); };
    QTest::mousePress(canvas, Qt::LeftButton, {}, along(8));
    for (int x = 10; x <= 44; x += 2) {
      QMouseEvent move(QEvent::MouseMove, along(x), canvas->mapToGlobal(along(x)), Qt::NoButton, Qt::LeftButton, {});
      QApplication::sendEvent(canvas, &move);
    }
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, along(44));
  }
  static std::uint8_t labelAt(const LabelSession& session, int x, int y) { return session.plane().at({x, y}).label; }
  static int roadPixels(const LabelSession& session) {
    return cv::countNonZero(session.plane().labels(session.whole()) == 1);
  }
  QCheckBox* neighboursBox() {
    for (QCheckBox* box : page_->findChildren<QCheckBox*>()) {
      if (box->text() == "Neighbouring tiles") return box;
    }
    return nullptr;
  }

  const std::string kLeft = CompareWorld::id("s_0_0"), kRight = CompareWorld::id("s_24_0");
};

TEST_F(NeighbourTilesTest, AStrokeOverTheSeamGoesOnInTheTileBesideAndIsUndoneAsOne) {
  drawOverTheSeam();
  EXPECT_EQ(labelAt(left(), 16, 20), 1);
  EXPECT_EQ(labelAt(left(), 28, 20), 1);
  EXPECT_EQ(labelAt(*right(), 4, 20), 1);  // in both, where they overlap
  EXPECT_EQ(labelAt(*right(), 18, 20), 1);
  EXPECT_EQ(labelAt(*right(), 28, 20), 0);
  EXPECT_EQ(page_->undoStack()->count(), 1);
  const int there = roadPixels(*right());

  page_->undoStack()->undo();
  EXPECT_EQ(roadPixels(left()), 4 * 32);
  EXPECT_EQ(roadPixels(*right()), 4 * 32);
  page_->undoStack()->redo();
  EXPECT_EQ(labelAt(left(), 28, 20), 1);
  EXPECT_EQ(roadPixels(*right()), there);
}

TEST_F(NeighbourTilesTest, BothMasksAreSaved) {
  drawOverTheSeam();
  page_->findChild<QAction*>("annotate.save")->trigger();
  ASSERT_TRUE(waitFor([&] { return left().isSaved() && right()->isSaved(); }));
  EXPECT_EQ(savedMask(kLeft).at<std::uint8_t>(20, 16), 1);
  EXPECT_EQ(savedMask(kRight).at<std::uint8_t>(20, 18), 1);
  EXPECT_EQ(savedMask(kRight).at<std::uint8_t>(20, 28), 0);
}

TEST_F(NeighbourTilesTest, ThatOneIsNotSavedIsSaidUntilItIs) {
  const std::filesystem::path inTheWay = world_.project().labelFile(kRight);
  std::filesystem::create_directories(inTheWay / "something");
  drawOverTheSeam();
  QAction* save = page_->findChild<QAction*>("annotate.save");
  save->trigger();
  ASSERT_TRUE(waitFor([&] { return left().isSaved() && page_->notice().text().startsWith("Not saved: "); }));
  EXPECT_FALSE(right()->isSaved());
  std::filesystem::remove_all(inTheWay);
  save->trigger();
  ASSERT_TRUE(waitFor([&] { return right()->isSaved(); }));
  EXPECT_EQ(page_->notice().text(), "");
}

TEST_F(NeighbourTilesTest, AfterARestartBothHaveIt) {
  drawOverTheSeam();
  openPage();
  EXPECT_EQ(labelAt(left(), 28, 20), 1);
  EXPECT_EQ(labelAt(*right(), 18, 20), 1);
  EXPECT_EQ(right()->undoStack().undoText(), "Paint road");
}

TEST_F(NeighbourTilesTest, ItsPartIsAStepOfItsOwnHistoryWhenItIsOpenedItself) {
  drawOverTheSeam();
  openSample(kRight);
  EXPECT_EQ(labelAt(left(), 18, 20), 1);  // what is open now
  ASSERT_EQ(page_->undoStack()->count(), 1);
  page_->undoStack()->undo();
  EXPECT_EQ(roadPixels(left()), 4 * 32);
  ASSERT_TRUE(waitFor([&] { return page_->neighbours().find(kLeft) != nullptr; }));
  EXPECT_EQ(labelAt(*page_->neighbours().find(kLeft), 16, 20), 1);
}

TEST_F(NeighbourTilesTest, AStepThatLiesInTheNeighbourAloneIsAStepAllTheSame) {
  left().apply("Beyond", Region::of(cv::Rect(40, 10, 4, 4)), Label::Road);
  EXPECT_EQ(page_->undoStack()->count(), 1);
  EXPECT_EQ(labelAt(*right(), 16, 10), 1);
  page_->undoStack()->undo();
  EXPECT_EQ(labelAt(*right(), 16, 10), 0);
}

TEST_F(NeighbourTilesTest, WhatIsSaidOfTheOpenTileAloneLeavesTheOthers) {
  left().apply("Rest is background", Region::of(cv::Rect(0, 0, 32, 32)), Label::Background, LabelSources::kPerson,
               StepReach::OwnTile);
  EXPECT_EQ(roadPixels(left()), 0);
  EXPECT_EQ(roadPixels(*right()), 4 * 32);
  EXPECT_EQ(right()->undoStack().count(), 0);
}

TEST_F(NeighbourTilesTest, InAWindowThatOnlyShowsNothingIsChangedBesideEither) {
  world_.document().setObstacle("Another window has it");
  ASSERT_TRUE(
      waitFor([&] { return page_->session() != nullptr && !left().readOnly().isEmpty() && right() != nullptr; }));
  drawOverTheSeam();
  EXPECT_EQ(roadPixels(*right()), 4 * 32);
  EXPECT_FALSE(std::filesystem::exists(world_.project().labels()));
}

TEST_F(NeighbourTilesTest, WhatIsTakenBackWhileItIsDrawnIsTakenBackInBoth) {
  ASSERT_TRUE(left().begin("Paint road"));
  left().paint(Region::of(cv::Rect(20, 10, 20, 4)), Label::Road);
  EXPECT_EQ(labelAt(*right(), 10, 12), 1);
  left().cancel();
  EXPECT_EQ(roadPixels(left()), 4 * 32);
  EXPECT_EQ(roadPixels(*right()), 4 * 32);
  EXPECT_EQ(right()->undoStack().count(), 0);
}

TEST_F(NeighbourTilesTest, AnAcceptedProposalKeepsItsSourceInBoth) {
  const std::uint8_t code = left().sourceOf({.title = "student", .network = "student"});
  right()->sourceOf({.title = "another", .network = "teacher1"});  // so that the codes differ
  left().apply("Accept", Region::of(cv::Rect(26, 10, 4, 4)), Label::Road, code);
  const LabelSource* source = right()->editor().sources().find(right()->plane().at({4, 12}).source);
  ASSERT_NE(source, nullptr);
  EXPECT_EQ(source->network, "student");
}

TEST_F(NeighbourTilesTest, WithoutThemNothingIsPaintedThereAndUndoLeavesWhatIsThere) {
  drawOverTheSeam();
  neighboursBox()->setChecked(false);
  EXPECT_TRUE(page_->neighbours().isEmpty());
  page_->undoStack()->undo();
  EXPECT_EQ(roadPixels(left()), 4 * 32);
  EXPECT_EQ(page_->notice().text(),
            "What this step has in s_24_0.png stays as it is: the tile is not open beside this one.");
  neighboursBox()->setChecked(true);
  ASSERT_TRUE(waitFor([&] { return right() != nullptr; }));
  EXPECT_EQ(labelAt(*right(), 18, 20), 1);
  page_->undoStack()->redo();
  EXPECT_EQ(labelAt(left(), 28, 20), 1);
  EXPECT_EQ(labelAt(*right(), 18, 20), 1);
  EXPECT_EQ(right()->undoStack().count(), 1);
}

TEST_F(NeighbourTilesTest, TheChoiceIsRemembered) {
  neighboursBox()->setChecked(false);
  page_->saveState();
  neighboursBox()->setChecked(true);
  page_->restoreState();
  EXPECT_FALSE(neighboursBox()->isChecked());
}

TEST_F(NeighbourTilesTest, ItIsDrawnAtItsPlaceAndDarker) {
  page_->camera().lookAt({28, 16}, 8.0);
  QImage drawn(448, 256, QImage::Format_RGB32);
  drawn.fill(Qt::white);
  QPainter painter(&drawn);
  page_->canvas().paintPicture(painter, {.centre = {28, 16}, .scale = 8.0, .size = drawn.size()});
  painter.end();
  cv::Mat picture = cv::imread((world_ / ("data/" + kRight)).string());
  const cv::Vec3b pixel = picture.at<cv::Vec3b>(20, 16);  // column 40 of the left tile
  const QColor shown = drawn.pixelColor(40 * 8 + 4, 20 * 8 + 4);
  EXPECT_NEAR(shown.red(), pixel[2] * (255 - 70) / 255, 2);
  EXPECT_NEAR(shown.blue(), pixel[0] * (255 - 70) / 255, 2);
}

TEST_F(NeighbourTilesTest, OneThatCannotBeOpenedIsLeftOutWithAMessage) {
  openSample(CompareWorld::id("a"));
  writePicture(world_ / "project/labels/test/images/s_24_0.png.png", cv::Mat::zeros(8, 8, CV_8UC1));
  openSample(kLeft);
  ASSERT_TRUE(waitFor([&] { return !page_->notice().text().isEmpty(); }));
  EXPECT_TRUE(page_->notice().text().startsWith("Of the tiles beside this one: "))
      << page_->notice().text().toStdString();
  EXPECT_TRUE(page_->neighbours().isEmpty());
  drawOverTheSeam();
  EXPECT_EQ(labelAt(left(), 28, 20), 1);
}

TEST_F(NeighbourTilesTest, AStepThatTheTileBesideCannotRememberIsTakenBackWhole) {
  for (int taken = 0; taken < 254; ++taken) right()->sourceOf({.title = std::to_string(taken)});
  const std::uint8_t code = left().sourceOf({.title = "student", .network = "student"});
  const Region overSeam = Region::of(cv::Rect(20, 20, 10, 4));
  EXPECT_THROW(left().apply("Accept a proposal", overSeam, Label::Road, code), Error);
  EXPECT_FALSE(left().isInStep());
  EXPECT_FALSE(right()->isInStep());
  EXPECT_EQ(labelAt(left(), 21, 21), 0);
  left().apply("Paint road", overSeam, Label::Road);
  EXPECT_EQ(labelAt(left(), 21, 21), 1);
}

TEST_F(NeighbourTilesTest, GoingToTheTileBesideAtOnceFindsItsLabelsFree) {
  drawOverTheSeam();
  for (int turn = 0; turn < 20; ++turn) {
    openSample(turn % 2 == 0 ? kRight : kLeft);
    EXPECT_TRUE(left().editor().canEdit());
  }
}

}  // namespace
}  // namespace macadam
