#include "data_pages.h"
#include "ui/data/draw_form.h"
#include "ui/data/filter_bar.h"
#include "ui/data/split_editor.h"
#include "ui/data/split_panel.h"
#include "ui/data/subset_row.h"
#include "ui/widgets/notice_bar.h"

#include <gtest/gtest.h>

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QToolButton>

namespace macadam {

TEST_F(DataPageTest, KeysMoveTheSelectedTilesBetweenTheSets) {
  page_.browser().select({id('a', 0), id('b', 1)});
  press(Qt::Key_L);
  EXPECT_EQ(split().labelled, (std::vector<std::string>{id('a', 0), id('b', 1)}));
  press(Qt::Key_U);
  EXPECT_EQ(split().unlabelled, (std::vector<std::string>{id('a', 0), id('b', 1)}));
  press(Qt::Key_V);
  EXPECT_EQ(split().validation.size(), 2u);
  press(Qt::Key_T);
  EXPECT_EQ(split().test.size(), 2u);
  EXPECT_EQ(page_.tiles().subset(0), Subset::Test);
  press(Qt::Key_X);
  EXPECT_EQ(split().of(id('a', 0)), Subset::Unused);
}

TEST_F(DataPageTest, AMoveIsUndoneAndDoneAgain) {
  divide();
  page_.browser().select({id('a', 2)});
  press(Qt::Key_L);
  EXPECT_EQ(document().undoStack().undoText(), "Move 1 tile to labelled");
  document().undoStack().undo();
  EXPECT_EQ(split().of(id('a', 2)), Subset::Unlabelled);
  EXPECT_EQ(page_.tiles().subset(2), Subset::Unlabelled);
  document().undoStack().redo();
  EXPECT_EQ(split().of(id('a', 2)), Subset::Labelled);
}

TEST_F(DataPageTest, ATileWithoutMaskIsNotLabelledAndThePageSaysWhy) {
  page_.browser().select({id('c', 2), id('c', 3)});
  press(Qt::Key_L);
  EXPECT_EQ(split().labelled, std::vector<std::string>{id('c', 2)});
  EXPECT_TRUE(page_.browser().refusal().text().contains("c_96_0.png has no mask"));
  press(Qt::Key_U);
  EXPECT_EQ(split().unlabelled.size(), 2u);
  EXPECT_EQ(page_.browser().refusal().text(), "");
}

TEST_F(DataPageTest, LockedTilesStayWhereTheyAreWhenTheSplitIsDrawnAgain) {
  divide();
  page_.browser().select({id('a', 3), id('b', 0)});
  press(Qt::Key_K);
  EXPECT_EQ(split().locked.size(), 2u);
  EXPECT_TRUE(page_.tiles().isLocked(3));
  SplitSpec spec = page_.panel().form().spec();
  spec.groupByScene = false;
  for (spec.seed = 1; spec.seed < 5; ++spec.seed) {
    page_.panel().form().setSpec(spec);
    const int steps = document().undoStack().count();
    action("drawSplitAgain").trigger();
    ASSERT_TRUE(waitFor([&] { return document().undoStack().count() > steps; }));
    EXPECT_EQ(split().of(id('a', 3)), Subset::Unlabelled);
    EXPECT_EQ(split().of(id('b', 0)), Subset::Validation);
    EXPECT_EQ(split().locked.size(), 2u);
    EXPECT_EQ(split().name, "default");
  }
  press(Qt::Key_K);
  EXPECT_TRUE(split().locked.empty());
}

TEST_F(DataPageTest, TilesDroppedOnASetMoveThere) {
  const std::unique_ptr<QMimeData> tiles(page_.tiles().mimeData({page_.tiles().index(1), page_.tiles().index(5)}));
  SubsetRow& row = page_.panel().row(Subset::Test);
  QDragEnterEvent enter(QPoint(5, 5), Qt::MoveAction, tiles.get(), Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&row, &enter);
  EXPECT_TRUE(enter.isAccepted());
  QDropEvent drop(QPointF(5, 5), Qt::MoveAction, tiles.get(), Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&row, &drop);
  EXPECT_EQ(split().test, (std::vector<std::string>{id('a', 1), id('b', 1)}));
}

TEST_F(DataPageTest, WhatTheGridLetsGoOverASetMovesThere) {
  page_.browser().select({id('a', 1), id('b', 1)});
  const TileView& view = page_.browser().view();
  EXPECT_TRUE(view.dragEnabled());
  EXPECT_TRUE(view.currentIndex().flags().testFlag(Qt::ItemIsDragEnabled));
  const std::unique_ptr<QMimeData> tiles(view.model()->mimeData(view.selectionModel()->selectedIndexes()));
  SubsetRow& row = page_.panel().row(Subset::Validation);
  const QPoint onButton = row.findChild<QToolButton*>()->geometry().center();
  for (const QPoint place : {QPoint(5, 5), onButton}) {
    QDragEnterEvent enter(place, Qt::MoveAction, tiles.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&row, &enter);
    QDragMoveEvent move(place, Qt::MoveAction, tiles.get(), Qt::LeftButton, Qt::NoModifier);
    move.setAccepted(enter.isAccepted());
    QCoreApplication::sendEvent(&row, &move);
    EXPECT_TRUE(move.isAccepted());
    QDropEvent drop(place, Qt::MoveAction, tiles.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&row, &drop);
    EXPECT_EQ(split().validation, (std::vector<std::string>{id('a', 1), id('b', 1)}));
    document().undoStack().undo();
    EXPECT_TRUE(split().validation.empty());
  }
}

TEST_F(DataPageTest, OtherThingsAreNotDroppedOnASet) {
  QMimeData words;
  words.setText("tiles");
  QDragEnterEvent enter(QPoint(5, 5), Qt::MoveAction, &words, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&page_.panel().row(Subset::Test), &enter);
  EXPECT_FALSE(enter.isAccepted());
}

TEST_F(DataPageTest, TypingInTheSearchFieldMovesNothing) {
  page_.browser().select({id('a', 0)});
  action("findTiles").trigger();
  auto* field = page_.browser().filters().findChild<QLineEdit*>();
  QTest::keyClicks(field, "l");
  EXPECT_EQ(field->text(), "l");
  EXPECT_TRUE(split().labelled.empty());
  field->setText("b_");
  EXPECT_EQ(page_.browser().view().model()->rowCount(), 4);
}

TEST_F(DataPageTest, WhatIsMovedOutOfSightGivesTheSelectionToItsSuccessor) {
  divide();
  page_.browser().filters().setConditions({.subset = Subset::Unlabelled});
  page_.browser().select({id('a', 2)});
  press(Qt::Key_L);
  EXPECT_EQ(page_.browser().selected(), std::vector<std::string>{id('a', 3)});
  press(Qt::Key_L);
  EXPECT_EQ(split().labelled.size(), 4u);
  EXPECT_EQ(page_.browser().view().model()->rowCount(), 0);
}

TEST_F(DataPageTest, LockedTilesStayWhateverIsAsked) {
  divide();
  const std::string locked = document().split().labelled.front();
  page_.browser().select({locked});
  page_.editor().toggleLocks({locked});
  page_.editor().move({locked}, Subset::Test);
  EXPECT_EQ(document().split().of(locked), Subset::Labelled);
  EXPECT_TRUE(page_.browser().refusal().text().contains("locked")) << page_.browser().refusal().text().toStdString();
}

}  // namespace macadam
