#include "ui/data/data_page.h"

#include "support/text_file.h"
#include "support/wait_for.h"
#include "ui/data/check_report.h"
#include "ui/data/draw_form.h"
#include "ui/data/filter_bar.h"
#include "ui/data/small_world.h"
#include "ui/data/split_comparison.h"
#include "ui/data/split_editor.h"
#include "ui/data/split_panel.h"
#include "ui/data/subset_row.h"
#include "ui/data/tile_browser.h"
#include "ui/data/tile_view.h"
#include "ui/widgets/finding_list.h"
#include "ui/widgets/notice_bar.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>
#include <algorithm>

namespace macadam {
namespace {

class DataPageTest : public testing::Test {
 protected:
  void SetUp() override {
    page_.resize(1280, 800);
    page_.setDocument(&document());
    page_.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&page_));
    page_.activateWindow();
    page_.browser().view().setFocus();
    ASSERT_TRUE(waitFor([this] { return !document().contents().empty(); }));
  }
  void TearDown() override { page_.setDocument(nullptr); }

  ProjectDocument& document() { return project_.document(); }
  const Split& split() { return document().split(); }
  static std::string id(char scene, int tile) { return SmallProject::id(scene, tile); }
  void press(Qt::Key key) { QTest::keyClick(&page_.browser().view(), key); }
  QAction& action(const char* name) { return *page_.findChild<QAction*>(name); }

  /// Scene a labelled and unlabelled, scene b validation.
  void divide() {
    document().changeSplit(
        {.labelled = {id('a', 0), id('a', 1)}, .unlabelled = {id('a', 2), id('a', 3)}, .validation = {id('b', 0)}},
        "divide");
  }

  SmallProject project_;
  DataPage page_{project_.jobs()};
};

}  // namespace

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

TEST_F(DataPageTest, ANewSplitIsOfferedANameThatIsFree) {
  divide();
  QString offered;
  QTimer::singleShot(0, &page_, [&] {
    auto* question = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
    ASSERT_NE(question, nullptr);
    offered = question->textValue();
    question->accept();
  });
  action("saveSplitAs").trigger();
  EXPECT_EQ(offered, "default 2");
  EXPECT_EQ(document().splitNames(), (QStringList{"default", "default 2"}));
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

TEST_F(DataPageTest, AClickOnASetShowsOnlyItAndASecondClickAllAgain) {
  divide();
  QTest::mouseClick(&page_.panel().row(Subset::Labelled), Qt::LeftButton, {}, QPoint(30, 10));
  EXPECT_EQ(page_.browser().view().model()->rowCount(), 2);
  QTest::mouseClick(&page_.panel().row(Subset::Labelled), Qt::LeftButton, {}, QPoint(30, 10));
  EXPECT_EQ(page_.browser().view().model()->rowCount(), 12);
}

TEST_F(DataPageTest, ALeakIsListedAndItsTilesAreSelected) {
  document().changeSplit({.labelled = {id('a', 1), id('a', 3)},
                          .unlabelled = {id('c', 0)},
                          .validation = {id('b', 0)},
                          .test = {id('a', 2)}},
                         "leak");
  FindingList& list = page_.panel().findings();
  ASSERT_TRUE(waitFor([&] { return list.findings().size() == 1; }));
  EXPECT_EQ(list.text(0), "Scene a is in training and test, 3 tiles.");
  page_.browser().filters().setConditions({.subset = Subset::Unused});
  QTest::mouseClick(list.findChild<QLabel*>("findingText"), Qt::LeftButton);
  EXPECT_EQ(page_.browser().selected(), (std::vector<std::string>{id('a', 1), id('a', 2), id('a', 3)}));
  ASSERT_NE(list.button(0), nullptr);
  QTest::mouseClick(list.button(0), Qt::LeftButton);
  EXPECT_EQ(document().split().labelled, (std::vector<std::string>{id('a', 1), id('a', 2), id('a', 3)}));
  EXPECT_TRUE(document().split().test.empty());
  document().undoStack().undo();
  EXPECT_EQ(document().split().test, std::vector<std::string>{id('a', 2)});
}

TEST_F(DataPageTest, WhatASplitLacksIsListed) {
  document().changeSplit({.labelled = {id('a', 1)}}, "one alone");
  const FindingList& list = page_.panel().findings();
  ASSERT_TRUE(waitFor([&] { return list.findings().size() == 3; }));
  EXPECT_TRUE(list.text(0).startsWith("One tile alone is labelled")) << list.text(0).toStdString();
  EXPECT_TRUE(list.text(1).startsWith("No tile is unlabelled")) << list.text(1).toStdString();
  EXPECT_TRUE(list.text(2).startsWith("No tile is for validation")) << list.text(2).toStdString();
}

TEST_F(DataPageTest, WhatHasGoneFromTheFolderIsListed) {
  std::filesystem::remove(project_.folder() / ("data/" + id('b', 1)));
  divide();
  const FindingList& list = page_.panel().findings();
  ASSERT_TRUE(waitFor([&] { return !list.findings().empty(); }));
  EXPECT_TRUE(list.text(0).contains("is not there any more")) << list.text(0).toStdString();
  EXPECT_EQ(list.button(0)->text(), "Locate…");
}

TEST_F(DataPageTest, WhatHasGoneStaysListedWhileTilesAreMoved) {
  std::filesystem::remove(project_.folder() / ("data/" + id('b', 1)));
  document().changeSplit({.labelled = {id('a', 1)}}, "one alone");
  const FindingList& list = page_.panel().findings();
  const auto saysWhatHasGone = [&] {
    return std::ranges::any_of(list.findings(),
                               [](const Finding& finding) { return finding.problem.what == "is not there any more"; });
  };
  ASSERT_TRUE(waitFor([&] { return list.findings().size() == 4 && saysWhatHasGone(); })) << "three are of the split";
  divide();
  EXPECT_TRUE(waitFor([&] { return list.findings().size() == 1; }));
  EXPECT_TRUE(saysWhatHasGone());
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

TEST_F(DataPageTest, ASplitIsAskedForByCountAndKeepsWhatIsLabelled) {
  divide();
  const std::vector<std::string> before = document().split().labelled;
  auto& form = page_.panel().form();
  form.findChild<QComboBox*>("amount")->setCurrentIndex(2);
  auto* count = form.findChild<QSpinBox*>("labelledCount");
  count->setValue(static_cast<int>(before.size()) + 1);
  form.findChild<QCheckBox*>("keepLabelled")->setChecked(true);
  const std::vector<std::string> measured = document().split().validation;
  page_.editor().draw();
  ASSERT_TRUE(waitFor([&] { return document().split().labelled.size() > before.size(); }));
  EXPECT_TRUE(std::ranges::includes(document().split().labelled, before));
  EXPECT_EQ(document().split().validation, measured);
}

TEST_F(DataPageTest, ListsAreReadBackAsTheyWereWritten) {
  divide();
  const Split written = split();
  const QString folder = QString::fromStdString((project_.folder() / "lists").string());
  QSignalSpy messages(&page_, &Page::message);
  page_.editor().exportTo(folder);
  ASSERT_TRUE(waitFor([&] { return messages.size() == 1; }));
  EXPECT_EQ(readText(project_.folder() / "lists/val.txt"), "images/b_0_0.png masks/b_0_0.png\n");
  document().changeSplit({.test = {id('c', 1)}}, "something else");
  page_.editor().importFrom(folder);
  ASSERT_TRUE(waitFor([&] { return messages.size() == 2; }));
  EXPECT_EQ(split().labelled, written.labelled);
  EXPECT_EQ(split().unlabelled, written.unlabelled);
  EXPECT_EQ(split().validation, written.validation);
  EXPECT_TRUE(split().test.empty());
  document().undoStack().undo();
  EXPECT_EQ(split().test.size(), 1u);
}

TEST_F(DataPageTest, SplitsAreSavedUnderNamesChosenComparedAndRemoved) {
  divide();
  page_.editor().copyAs("other");
  EXPECT_EQ(document().splitNames(), (QStringList{"default", "other"}));
  EXPECT_NE(page_.editor().objectionTo("Default"), "");
  EXPECT_NE(page_.editor().objectionTo("a/b"), "");
  page_.browser().select({id('a', 2)});
  press(Qt::Key_L);
  ASSERT_TRUE(waitFor([&] { return !document().isSaving(); }));
  SplitComparison comparison(document().project(), document().splitNames(), "default", "other");
  comparison.setAttribute(Qt::WA_DeleteOnClose, false);
  auto* list = comparison.findChild<QTreeView*>();
  ASSERT_TRUE(waitFor([&] { return list->model()->rowCount() == 1; }));
  EXPECT_EQ(list->model()->index(0, 0).data().toString().toStdString(), id('a', 2));
  EXPECT_EQ(list->model()->index(0, 1).data().toString(), "Unlabelled");
  EXPECT_EQ(list->model()->index(0, 2).data().toString(), "Labelled");
}

TEST_F(DataPageTest, TheChooserUndoesWhatWasDoneToTheSplitThatIsShown) {
  const auto tipOf = [this](const char* button) {
    for (const auto* one : page_.panel().findChildren<QToolButton*>()) {
      if (one->accessibleName() == button) return one->isEnabled() ? one->toolTip() : QString();
    }
    return QString("none");
  };
  divide();
  page_.editor().copyAs("other");
  EXPECT_EQ(tipOf("Undo"), "");
  page_.browser().select({id('a', 2)});
  press(Qt::Key_L);
  EXPECT_EQ(tipOf("Undo"), "Undo: Move 1 tile to labelled");
  document().activateSplit("default");
  ASSERT_TRUE(waitFor([&] { return split().name == "default"; }));
  EXPECT_EQ(tipOf("Undo"), "Undo: divide");
}

TEST_F(DataPageTest, ListsAreLookedForBesideTheProjectThenWhereTheyWereLast) {
  QSettings().remove("folders");
  const auto askedIn = [this](const QString& answer) {
    QString folder;
    QTimer::singleShot(0, &page_, [&folder, answer] {
      auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
      ASSERT_NE(dialog, nullptr);
      folder = dialog->directory().path();
      dialog->setDirectory(answer);
      static_cast<QDialog*>(dialog)->accept();
    });
    action("importLists").trigger();
    return folder;
  };
  const QString beside = QString::fromStdString(project_.folder().path().string());
  const QString data = beside + "/data";
  EXPECT_EQ(askedIn(data), beside);
  EXPECT_EQ(LastFolder("lists").path(), data);
  EXPECT_EQ(askedIn(beside), data);
  QSettings().remove("folders");
}

TEST_F(DataPageTest, SpaceShowsATileLargeAndArrowsGoOn) {
  page_.browser().select({id('a', 1)});
  press(Qt::Key_Space);
  EXPECT_TRUE(page_.browser().isEnlarged());
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
  EXPECT_EQ(page_.browser().selected(), std::vector<std::string>{id('a', 2)});
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_L);
  EXPECT_EQ(split().labelled, std::vector<std::string>{id('a', 2)});
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
  EXPECT_FALSE(page_.browser().isEnlarged());
  EXPECT_TRUE(page_.browser().view().hasFocus());
}

TEST_F(DataPageTest, TheFormTellsWhatWouldBeDrawn) {
  auto* outcome = page_.panel().form().findChild<QLabel*>("outcome");
  SplitSpec spec{.unlabelledPerLabelled = 2.0, .groupByScene = false, .validationShare = 0.0, .testShare = 0.0};
  page_.panel().form().setSpec(spec);
  Q_EMIT page_.panel().form().changed();
  EXPECT_TRUE(waitFor([&] { return outcome->text() == "Draw gives: 4 labelled, 8 unlabelled,\n0 validation, 0 test"; }))
      << outcome->text().toStdString();
}

TEST_F(DataPageTest, TheCheckOfAllPixelsListsWhatIsWrong) {
  writeTornJpeg(project_.folder() / "data/images/torn.jpg");
  action("checkPixels").trigger();
  ASSERT_TRUE(waitFor([&] { return page_.findChild<CheckReport*>() != nullptr; }));
  auto* report = page_.findChild<CheckReport*>();
  auto* list = report->findChild<QTreeWidget*>();
  ASSERT_NE(list, nullptr);
  ASSERT_EQ(list->topLevelItemCount(), 1);
  EXPECT_EQ(list->topLevelItem(0)->text(0), "images/torn.jpg");
  EXPECT_NE(list->topLevelItem(0)->text(2), "");
  EXPECT_TRUE(waitFor([&] { return action("checkPixels").text() == "Check all pixels"; }));
  report->close();
}

TEST_F(DataPageTest, SizesOrdersAndChoicesAreRemembered) {
  page_.browser().setTileSide(200);
  page_.browser().setOverlay({false, 0.8});
  page_.browser().filters().setOrder(TileOrder::RoadShare, Qt::DescendingOrder);
  page_.saveState();
  DataPage other(project_.jobs());
  other.restoreState();
  EXPECT_EQ(other.browser().view().tileSide(), 200);
  EXPECT_FALSE(other.browser().overlay().shown);
  EXPECT_EQ(other.browser().filters().order(), TileOrder::RoadShare);
  EXPECT_EQ(other.browser().filters().direction(), Qt::DescendingOrder);
  QSettings().remove("data");
}

TEST_F(DataPageTest, EveryActionAndControlHasAName) {
  for (const QAction* one : page_.actions()) {
    if (one->isSeparator()) continue;
    EXPECT_FALSE(one->objectName().isEmpty()) << one->text().toStdString();
    EXPECT_FALSE(one->statusTip().isEmpty()) << one->text().toStdString();
  }
  for (const QWidget* control : page_.findChildren<QWidget*>()) {
    const bool needsName = qobject_cast<const QComboBox*>(control) || qobject_cast<const QSlider*>(control) ||
                           qobject_cast<const QSpinBox*>(control) || qobject_cast<const QToolButton*>(control);
    if (!needsName || control->parentWidget()->inherits("QLineEdit")) continue;
    const auto* button = qobject_cast<const QToolButton*>(control);
    EXPECT_FALSE(control->accessibleName().isEmpty() && (button == nullptr || button->text().isEmpty()))
        << control->metaObject()->className() << " in " << control->parentWidget()->metaObject()->className();
  }
}

TEST(DataPage, WithoutAProjectItSaysWhatToDo) {
  Jobs jobs;
  DataPage page(jobs);
  page.setDocument(nullptr);
  for (const QAction* one : page.actions())
    EXPECT_TRUE(one->isSeparator() || !one->isEnabled()) << one->text().toStdString();
}

}  // namespace macadam
