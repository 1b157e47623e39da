#include "support/edited_picture.h"
#include "support/wait_for.h"
#include "ui/annotate/brush_tool.h"
#include "ui/annotate/cut_tool.h"
#include "ui/annotate/label_session.h"
#include "ui/annotate/line_tool.h"
#include "ui/annotate/path_tool.h"
#include "ui/annotate/point_tools.h"
#include "ui/annotate/polygon_tool.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QUndoGroup>
#include <memory>

namespace macadam {
namespace {

/// The tools on a picture of a grey road, 12 rows from row 94 on, over a green ground; both a little noisy.
class AnnotateToolsTest : public testing::Test {
 protected:
  AnnotateToolsTest() {
    cv::Mat picture(280, 300, CV_8UC3, cv::Scalar(60, 110, 50)), noise(picture.size(), CV_8UC3);
    picture.rowRange(94, 106).setTo(cv::Scalar(160, 160, 165));
    cv::RNG random(4);
    random.fill(noise, cv::RNG::UNIFORM, 0, 12);
    writePicture(edited_.folder / "tiles/images/a.png", picture + noise);
    settings_.brushDiameter = 4;
  }

  void open(LabelAccess access, const QString& readOnly) {
    session_ = std::make_unique<LabelSession>(
        openForAnnotation(edited_.project, edited_.dataset().samples.at(0), access), readOnly, jobs_);
  }
  static ToolPoint at(double x, double y) { return {.at = {x, y}, .button = Qt::LeftButton}; }
  void stroke(AnnotateTool& tool, double left, double right) {
    tool.press(at(left, 100));
    tool.move(at(right, 101));
    tool.release(at(right, 101));
  }
  int steps() { return session_->undoStack().count(); }

  EditedPicture edited_;
  Jobs jobs_;
  ToolSettings settings_;
  std::unique_ptr<LabelSession> session_;
};

TEST_F(AnnotateToolsTest, CutOutLooksForBordersBesideTheWindow) {
  open(LabelAccess::Edit, {});
  CutTool cut(settings_);
  cut.setSession(session_.get());
  const QString hint = cut.hint();
  stroke(cut, 30, 120);
  EXPECT_EQ(steps(), 0);
  EXPECT_NE(cut.hint(), hint);
  ASSERT_TRUE(waitFor([&] { return steps() == 1; }));
  EXPECT_EQ(session_->plane().at({75, 104}).label, 1);
  EXPECT_EQ(session_->plane().at({75, 112}).label, 0);
  EXPECT_EQ(cut.hint(), hint);
}

TEST_F(AnnotateToolsTest, StrokesOfCutOutAreTakenInTheirOrderEachWithItsLabel) {
  open(LabelAccess::Edit, {});
  CutTool cut(settings_);
  cut.setSession(session_.get());
  stroke(cut, 30, 90);
  settings_.label = Label::Unknown;
  stroke(cut, 150, 210);
  ASSERT_TRUE(waitFor([&] { return steps() == 2; }));
  EXPECT_EQ(session_->undoStack().text(0), "Cut out road");
  EXPECT_EQ(session_->undoStack().text(1), "Cut out unknown");
}

TEST_F(AnnotateToolsTest, WhatIsCutOutIsThereBeforeTheNextToolOrPicture) {
  open(LabelAccess::Edit, {});
  CutTool cut(settings_);
  cut.setSession(session_.get());
  stroke(cut, 30, 120);
  cut.cancel();
  EXPECT_EQ(steps(), 1);
  stroke(cut, 150, 210);
  cut.setSession(nullptr);
  EXPECT_EQ(steps(), 2);
}

TEST_F(AnnotateToolsTest, ABrushOfAnySizeGrowsAlikeInAllToolsThatHaveOne) {
  CutTool cut(settings_);
  BrushTool brush(settings_);
  settings_.brushDiameter = 500;
  cut.wheel(1.0);
  EXPECT_EQ(settings_.brushDiameter, 575);
  brush.wheel(-1.0);
  EXPECT_EQ(settings_.brushDiameter, 500);
}

TEST_F(AnnotateToolsTest, NothingIsUndoneWhileAStrokeIsBeingDrawn) {
  open(LabelAccess::Edit, {});
  QUndoGroup group;
  group.addStack(&session_->undoStack());
  group.setActiveStack(&session_->undoStack());
  BrushTool brush(settings_);
  brush.setSession(session_.get());
  stroke(brush, 30, 60);
  brush.press(at(150, 100));
  brush.move(at(180, 100));
  EXPECT_FALSE(group.canUndo());
  group.undo();
  brush.release(at(180, 100));
  EXPECT_EQ(steps(), 2);
  group.undo();
  EXPECT_EQ(session_->plane().at({165, 100}).label, 0);
  EXPECT_EQ(session_->plane().at({45, 100}).label, 1);
  brush.press(at(150, 100));
  brush.cancel();
  EXPECT_TRUE(group.canUndo());
}

TEST_F(AnnotateToolsTest, AStrokeEndsAndAPolygonWaitsWhereAnotherPageIsShown) {
  open(LabelAccess::Edit, {});
  BrushTool brush(settings_);
  brush.setSession(session_.get());
  brush.press(at(150, 100));
  brush.move(at(180, 100));
  brush.pause();
  EXPECT_EQ(steps(), 1);
  EXPECT_EQ(session_->plane().at({170, 100}).label, 1);

  PolygonTool polygon(settings_);
  polygon.setSession(session_.get());
  for (const auto& [x, y] : {std::pair{20, 20}, {60, 20}, {60, 60}}) polygon.press(at(x, y));
  polygon.pause();
  EXPECT_TRUE(polygon.isPending());
  polygon.pressKey(Qt::Key_Return);
  EXPECT_EQ(steps(), 2);
  EXPECT_EQ(session_->plane().at({55, 25}).label, 1);
}

TEST_F(AnnotateToolsTest, NothingIsThrownOutsideThePicture) {
  open(LabelAccess::Edit, {});
  PathTool path(settings_);
  path.setSession(session_.get());
  QSignalSpy said(&path, &AnnotateTool::message);
  path.move(at(-300, 100));
  path.press(at(-300, 100));
  EXPECT_EQ(said.count(), 1);
  EXPECT_FALSE(path.isPending());
  LineTool line(settings_);
  line.setSession(session_.get());
  line.press(at(-300, 100));
  line.release(at(-300, 100));
  line.press(at(60, 100));
  line.release(at(60, 100));
  line.pressKey(Qt::Key_Return);
  EXPECT_EQ(steps(), 1);
  EXPECT_EQ(session_->plane().at({30, 100}).label, 1);
}

TEST_F(AnnotateToolsTest, ToolsOfTheOpenTileSayWhereTheyAreUsedBesideIt) {
  open(LabelAccess::Edit, {});
  FillTool fill(settings_);
  PickTool pick(settings_);
  WidthTool width(settings_);
  CutTool cut(settings_);
  for (AnnotateTool* tool : std::initializer_list<AnnotateTool*>{&fill, &pick, &width, &cut}) {
    tool->setSession(session_.get());
    QSignalSpy said(tool, &AnnotateTool::message);
    tool->press(at(-300, 100));
    tool->release(at(-300, 100));
    ASSERT_EQ(said.count(), 1) << tool->hint().toStdString();
    EXPECT_TRUE(said.front().front().toString().endsWith("inside it"));
  }
  EXPECT_EQ(steps(), 0);
}

TEST_F(AnnotateToolsTest, ARoadIsMeasuredWhateverTheWidthWasBefore) {
  open(LabelAccess::Edit, {});
  session_->apply("a wide road", Region::of(cv::Rect(0, 150, 300, 50)), Label::Road);
  WidthTool width(settings_);
  width.setSession(session_.get());
  settings_.roadWidth = 8;
  width.press(at(150, 175));
  EXPECT_NEAR(settings_.roadWidth, 50, 2);
  session_->apply("a narrow road", Region::of(cv::Rect(0, 80, 300, 6)), Label::Road);
  width.press(at(150, 83));
  EXPECT_NEAR(settings_.roadWidth, 6, 1);
}

TEST_F(AnnotateToolsTest, ThePickedLabelIsPaintedWith) {
  open(LabelAccess::Edit, {});
  session_->apply("hidden", Region::of(cv::Rect(0, 150, 300, 50)), Label::Unknown);
  PickTool pick(settings_);
  pick.setSession(session_.get());
  QSignalSpy adjusted(&pick, &AnnotateTool::adjusted);
  pick.press(at(150, 175));
  EXPECT_EQ(settings_.label, Label::Unknown);
  EXPECT_EQ(adjusted.count(), 1);
}

TEST_F(AnnotateToolsTest, WhereNothingMayBeChangedEveryToolSaysWhy) {
  open(LabelAccess::Look, "Another window has it");
  QSignalSpy refused(session_.get(), &LabelSession::refused);
  BrushTool brush(settings_);
  LineTool line(settings_);
  PathTool path(settings_);
  PolygonTool polygon(settings_);
  FillTool fill(settings_);
  CutTool cut(settings_);
  for (AnnotateTool* tool : std::initializer_list<AnnotateTool*>{&brush, &line, &path, &polygon, &fill, &cut}) {
    tool->setSession(session_.get());
    refused.clear();
    tool->press(at(30, 100));
    ASSERT_EQ(refused.size(), 1) << tool->hint().toStdString();
    EXPECT_EQ(refused.front().front().toString(), "Another window has it");
    EXPECT_FALSE(tool->isPending());
    tool->setSession(nullptr);
  }
  EXPECT_EQ(steps(), 0);
}

}  // namespace
}  // namespace macadam
