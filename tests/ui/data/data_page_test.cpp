#include "data_pages.h"
#include "support/text_file.h"
#include "ui/data/draw_form.h"
#include "ui/data/filter_bar.h"
#include "ui/data/split_comparison.h"
#include "ui/data/split_editor.h"
#include "ui/data/split_panel.h"
#include "ui/data/subset_row.h"
#include "ui/widgets/last_folder.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <algorithm>

namespace macadam {

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

TEST_F(DataPageTest, AClickOnASetShowsOnlyItAndASecondClickAllAgain) {
  divide();
  QTest::mouseClick(&page_.panel().row(Subset::Labelled), Qt::LeftButton, {}, QPoint(30, 10));
  EXPECT_EQ(page_.browser().view().model()->rowCount(), 2);
  QTest::mouseClick(&page_.panel().row(Subset::Labelled), Qt::LeftButton, {}, QPoint(30, 10));
  EXPECT_EQ(page_.browser().view().model()->rowCount(), 12);
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
