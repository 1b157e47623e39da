#include "ui/annotate/tile_queue_panel.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QToolButton>

namespace macadam {
namespace {

std::vector<QueueTile> fiveTiles() {
  std::vector<QueueTile> tiles;
  for (const char* name : {"a", "b", "c", "d", "e"}) {
    tiles.push_back({std::string("images/") + name + ".png", name, "teachers disagree", "scene 1"});
  }
  return tiles;
}

AnnotationProgress::Time at(int minute) {
  return AnnotationProgress::Time(std::chrono::minutes(minute));
}

class TileQueuePanelTest : public testing::Test {
 protected:
  TileQueuePanelTest() {
    panel_.setTiles(fiveTiles());
    QObject::connect(&panel_, &TileQueuePanel::tileChosen, [this](const std::string& id) { chosen_.push_back(id); });
  }

  QAction& action(const char* name) { return *panel_.findChild<QAction*>(name); }
  bool says(const QString& text) {
    for (const QLabel* label : panel_.findChildren<QLabel*>()) {
      if (label->text() == text) return true;
    }
    return false;
  }
  void decide(const std::string& name, TileVerdict verdict, int minute) {
    progress_.decide("images/" + name + ".png", verdict, at(minute));
    panel_.setProgress(progress_);
  }

  TileQueuePanel panel_;
  AnnotationProgress progress_;
  std::vector<std::string> chosen_;
};

TEST_F(TileQueuePanelTest, ListsTilesInTheOrderOfTheRanking) {
  QAbstractItemModelTester tester(const_cast<TileQueueModel*>(&panel_.model()),
                                  QAbstractItemModelTester::FailureReportingMode::Fatal);
  EXPECT_EQ(panel_.model().index(2, TileQueueModel::Name).data(), "c");
  EXPECT_EQ(panel_.model().index(2, TileQueueModel::Reason).data(), "teachers disagree");
  EXPECT_EQ(panel_.model().index(2, TileQueueModel::Scene).data(), "scene 1");
  EXPECT_EQ(panel_.model().rowOf("images/c.png"), 2);
  EXPECT_EQ(panel_.model().rowOf("images/z.png"), -1);
  decide("c", TileVerdict::Done, 0);
  EXPECT_EQ(panel_.model().index(2, TileQueueModel::Name).data(Qt::AccessibleTextRole), "c, done");
  EXPECT_FALSE(panel_.model().index(2, TileQueueModel::Reason).data(Qt::DecorationRole).isNull());
}

TEST_F(TileQueuePanelTest, ATileThatIsDoneKeepsTheRoomOfItsName) {
  panel_.resize(320, 400);
  panel_.show();
  const auto* table = panel_.findChild<QTableView*>();
  const int room = table->columnWidth(TileQueueModel::Name);
  decide("c", TileVerdict::Done, 0);
  decide("d", TileVerdict::Skipped, 1);
  EXPECT_TRUE(panel_.model().index(2, TileQueueModel::Name).data(Qt::DecorationRole).isNull()) << "it would take room";
  EXPECT_EQ(panel_.model().index(2, TileQueueModel::Reason).data(), "") << "the sign is in its place";
  EXPECT_TRUE(panel_.model().index(2, 0).data(Qt::ToolTipRole).toString().contains("teachers disagree"));
  EXPECT_GE(table->columnWidth(TileQueueModel::Name), room);
}

TEST_F(TileQueuePanelTest, NextAndPreviousGoToTilesThatAreOpen) {
  decide("b", TileVerdict::Done, 0);
  decide("c", TileVerdict::Skipped, 1);
  panel_.setCurrent("images/a.png");
  EXPECT_TRUE(chosen_.empty()) << "nobody has chosen";
  EXPECT_FALSE(action("previousInQueue").isEnabled());
  action("nextInQueue").trigger();
  EXPECT_EQ(panel_.current(), "images/d.png");
  action("nextInQueue").trigger();
  EXPECT_FALSE(action("nextInQueue").isEnabled());
  action("previousInQueue").trigger();
  action("previousInQueue").trigger();
  EXPECT_EQ(chosen_, (std::vector<std::string>{"images/d.png", "images/e.png", "images/d.png", "images/a.png"}));
}

TEST_F(TileQueuePanelTest, LeadsBackThroughWhatWasDoneOrSkipped) {
  panel_.setCurrent("images/b.png");
  EXPECT_FALSE(action("backInQueue").isEnabled());
  decide("d", TileVerdict::Done, 0);
  decide("gone", TileVerdict::Done, 1);
  decide("c", TileVerdict::Skipped, 2);
  EXPECT_TRUE(action("backInQueue").isEnabled());
  action("backInQueue").trigger();
  action("backInQueue").trigger();
  EXPECT_EQ(chosen_, (std::vector<std::string>{"images/c.png", "images/d.png"})) << "what is not in the list is passed";
  EXPECT_FALSE(action("backInQueue").isEnabled());
  action("nextInQueue").trigger();
  EXPECT_EQ(panel_.current(), "images/e.png");
}

TEST_F(TileQueuePanelTest, DoneAndSkipAskAndGoOnWhenItIsSo) {
  std::vector<std::string> done, skipped, reopened;
  QObject::connect(&panel_, &TileQueuePanel::doneWished, [&](const std::string& id) { done.push_back(id); });
  QObject::connect(&panel_, &TileQueuePanel::skipWished, [&](const std::string& id) { skipped.push_back(id); });
  QObject::connect(&panel_, &TileQueuePanel::reopenWished, [&](const std::string& id) { reopened.push_back(id); });
  EXPECT_FALSE(action("tileDone").isEnabled());
  panel_.setCurrent("images/d.png");
  action("tileDone").trigger();
  EXPECT_EQ(done, std::vector<std::string>{"images/d.png"});
  EXPECT_EQ(panel_.current(), "images/d.png");
  decide("d", TileVerdict::Done, 0);
  EXPECT_FALSE(action("skipTile").isEnabled());
  action("takeUpTile").trigger();
  EXPECT_EQ(reopened, std::vector<std::string>{"images/d.png"});
  EXPECT_TRUE(panel_.goToNextOpen());
  action("skipTile").trigger();
  EXPECT_EQ(skipped, std::vector<std::string>{"images/e.png"});
  decide("e", TileVerdict::Skipped, 1);
  EXPECT_TRUE(panel_.goToNextOpen());
  EXPECT_EQ(panel_.current(), "images/a.png") << "from the beginning";
  for (const char* name : {"a", "b", "c"}) decide(name, TileVerdict::Done, 2);
  EXPECT_FALSE(panel_.goToNextOpen());
}

TEST_F(TileQueuePanelTest, TellsHowManyAreDoneAndHowFast) {
  EXPECT_TRUE(says("Done: 0"));
  decide("a", TileVerdict::Done, 0);
  EXPECT_TRUE(says("Done: 1"));
  decide("b", TileVerdict::Done, 4);
  EXPECT_TRUE(says("Done: 2 · 15 tiles an hour"));
}

TEST_F(TileQueuePanelTest, KeepsTheTileThatIsOpenWhenTheOrderChanges) {
  panel_.setCurrent("images/d.png");
  std::vector<QueueTile> tiles = fiveTiles();
  std::swap(tiles[0], tiles[3]);
  panel_.setTiles(tiles);
  EXPECT_EQ(panel_.current(), "images/d.png");
  EXPECT_TRUE(chosen_.empty());
  tiles.erase(tiles.begin());
  panel_.setTiles(tiles);
  EXPECT_EQ(panel_.current(), std::nullopt);
  EXPECT_TRUE(chosen_.empty());
}

TEST_F(TileQueuePanelTest, OffersTheRankingsThatThereIsGroundFor) {
  QSignalSpy told(&panel_, &TileQueuePanel::rankingChosen);
  auto* box = panel_.findChild<QComboBox*>();
  panel_.setRanking(TileRanking::Name);
  EXPECT_EQ(panel_.ranking(), TileRanking::Name);
  EXPECT_EQ(told.size(), 0);
  panel_.setAvailable(TileRanking::Disagreement, "Needs two teachers of a run");
  const int row = box->findData(int(TileRanking::Disagreement));
  EXPECT_FALSE(static_cast<QStandardItemModel*>(box->model())->item(row)->isEnabled());
  EXPECT_EQ(box->itemData(row, Qt::ToolTipRole), "Needs two teachers of a run");
  panel_.setAvailable(TileRanking::Disagreement, {});
  EXPECT_TRUE(static_cast<QStandardItemModel*>(box->model())->item(row)->isEnabled());
  EXPECT_EQ(box->itemData(row, Qt::ToolTipRole), "Where the teachers say different things, first");
  box->setCurrentIndex(row);
  EXPECT_EQ(told.size(), 1);
}

TEST_F(TileQueuePanelTest, GivesTheNameItsRoomWhereTheColumnIsNarrow) {
  auto* table = panel_.findChild<QTableView*>();
  panel_.resize(320, 400);
  panel_.show();
  EXPECT_TRUE(table->isColumnHidden(TileQueueModel::Scene));
  EXPECT_TRUE(panel_.model().index(0, 0).data(Qt::ToolTipRole).toString().contains("Scene scene 1"));
  panel_.resize(500, 400);
  EXPECT_FALSE(table->isColumnHidden(TileQueueModel::Scene));
}

TEST_F(TileQueuePanelTest, IsGoneThroughByTheKeyboard) {
  panel_.resize(320, 400);
  panel_.show();
  auto* table = panel_.findChild<QTableView*>();
  EXPECT_FALSE(table->accessibleName().isEmpty());
  panel_.setCurrent("images/a.png");
  QTest::keyClick(table, Qt::Key_Down);
  QTest::keyClick(table, Qt::Key_End);
  EXPECT_EQ(chosen_, (std::vector<std::string>{"images/b.png", "images/e.png"}));
  for (const QToolButton* button : panel_.findChildren<QToolButton*>()) {
    EXPECT_TRUE(button->focusPolicy() & Qt::TabFocus) << button->text().toStdString();
    EXPECT_FALSE(button->accessibleName().isEmpty()) << button->text().toStdString();
  }
  EXPECT_LE(panel_.minimumSizeHint().width(), 320);
}

}  // namespace
}  // namespace macadam
