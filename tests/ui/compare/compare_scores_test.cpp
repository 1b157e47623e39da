#include "compare_pages.h"
#include "ui/compare/look_bar.h"
#include "ui/compare/telling_titles.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

namespace macadam {

TEST_F(ComparePages, TakeATypedThresholdAndGoBackToTheUsualOne) {
  ASSERT_TRUE(isReady());
  auto* box = page_->lookBar().findChild<QDoubleSpinBox*>();
  box->setFocus();
  box->selectAll();
  QTest::keyClicks(box, QLocale().toString(0.853, 'f', 3));
  QTest::keyClick(box, Qt::Key_Return);
  EXPECT_EQ(page_->lookBar().look().threshold, 171);
  EXPECT_DOUBLE_EQ(box->value(), 0.855) << "the nearest step";
  EXPECT_EQ(current(), CompareWorld::id("a")) << "Return ended the typing, and nothing else";
  EXPECT_EQ(scores(2), "IoU 0.0   F1 0.0   P –   R 0.0") << "no pixel is so probable";
  trigger("usualThreshold");
  EXPECT_EQ(page_->lookBar().look().threshold, kUsualThreshold);
  EXPECT_DOUBLE_EQ(box->value(), 0.5);
}

TEST_F(ComparePages, ChooseTheBestThresholdAndSayWhatItIsOf) {
  ASSERT_TRUE(isReady());
  QSignalSpy said(page_.get(), &Page::message);
  page_->grid().setCurrent(4);  // teacher 2 finds road nowhere above 0.2
  trigger("scoreAll");
  ASSERT_TRUE(waitFor([this] { return page_->tiles().table().pooled(3).has_value(); }));
  trigger("bestThreshold");
  EXPECT_EQ(page_->lookBar().look().threshold, 39) << "the last one below 0.2, where all is road";
  ASSERT_EQ(thresholdNotes().size(), 1);
  EXPECT_EQ(thresholdNotes().front(),
            "Threshold " + QLocale().toString(0.195, 'f', 3) +
                " has the best IoU, 50.0 %, of SSLKD teacher 2 (distilled) on the 3 scored tiles. Chosen "
                "on these tiles, it flatters their scores.");
  trigger("usualThreshold");
  EXPECT_TRUE(thresholdNotes().isEmpty()) << "it is of another threshold";
}

TEST_F(ComparePages, SayNoLongerWhichThresholdIsBestOfANetworkThatHasChanged) {
  ASSERT_TRUE(isReady());
  page_->grid().setCurrent(2);
  trigger("bestThreshold");
  ASSERT_EQ(thresholdNotes().size(), 1);
  EXPECT_TRUE(thresholdNotes().front().contains("on the one scored tile. Chosen on this tile")) << "of three";
  page_->tiles().step(1);
  EXPECT_TRUE(waitFor([this] { return thresholdNotes().isEmpty(); })) << "one more tile is scored";
  trigger("bestThreshold");
  ASSERT_EQ(thresholdNotes().size(), 1);
  writeBytes(world_.run().bestCheckpoint(), "other weights");
  world_.document().runs().refresh();
  EXPECT_TRUE(waitFor([this] { return thresholdNotes().isEmpty(); })) << "another checkpoint";
}

TEST_F(ComparePages, SayWhatAGreyOrderNeeds) {
  ASSERT_TRUE(isReady());
  page_->grid().showSources({"image", world_.source("student")});
  auto* order = page_->tiles().choice().findChild<QComboBox*>("order");
  EXPECT_EQ(order->itemData(1, Qt::ToolTipRole).toString(), "");
  EXPECT_EQ(order->itemData(2, Qt::ToolTipRole).toString(), "For a difference, show two networks in panes");
}

TEST_F(ComparePages, SayWhyThereIsNoBestThreshold) {
  ASSERT_TRUE(isReady());
  page_->grid().showSources({"image", "truth"});
  QSignalSpy said(page_.get(), &Page::message);
  trigger("bestThreshold");
  ASSERT_EQ(said.count(), 1);
  EXPECT_EQ(said[0][0].toString(), "Choose a network in a pane first");
}

TEST_F(ComparePages, ShowTheScoresOfAllTheirSourcesBesideTheTileNames) {
  ASSERT_TRUE(isReady());
  const QTableView& view = page_->tiles().view();
  ASSERT_EQ(view.model()->columnCount(), 1 + 4);
  EXPECT_TRUE(waitFor([&] { return view.horizontalHeader()->length() <= view.viewport()->width(); }));
  EXPECT_GE(view.columnWidth(0), 100);
}

TEST_F(ComparePages, OfferADifferenceOnlyWhereThereAreTwoSources) {
  ASSERT_TRUE(isReady());
  auto* order = page_->tiles().findChild<QComboBox*>("order");
  const auto isOffered = [&](int place) {
    return order->model()->flags(order->model()->index(place, 0)).testFlag(Qt::ItemIsEnabled);
  };
  page_->tiles().choice().setOrder(ListChoice::Order::LargestDifference);
  EXPECT_EQ(order->currentText(), "Largest difference");
  page_->grid().showSources({"image", "truth", world_.source("student")});
  EXPECT_FALSE(isOffered(2));
  EXPECT_EQ(order->currentText(), "Worst first");
  page_->grid().showSources({"image", "truth"});
  EXPECT_FALSE(isOffered(1));
  EXPECT_EQ(order->currentText(), "By name");
  page_->grid().showSources({world_.source("student"), world_.source("teacher1")});
  EXPECT_EQ(order->currentText(), "Largest difference") << "as it was wished";
}

TEST_F(ComparePages, SortByAClickOnTheHeaderAndTheOtherWayByAnother) {
  ASSERT_TRUE(isReady());
  QTableView& view = page_->tiles().view();
  QHeaderView& header = *view.horizontalHeader();
  auto* order = page_->tiles().findChild<QComboBox*>("order");
  const auto click = [&](int column) {
    QTest::mouseClick(header.viewport(), Qt::LeftButton, {},
                      {header.sectionViewportPosition(column) + 10, header.height() / 2});
  };
  const auto first = [&] { return view.model()->index(0, 0).data().toString(); };
  const QString byName = first();
  click(0);
  EXPECT_EQ(first(), byName);
  EXPECT_EQ(order->currentIndex(), -1) << "By column";
  click(0);
  EXPECT_NE(first(), byName);
  EXPECT_EQ(header.sortIndicatorOrder(), Qt::DescendingOrder);
  click(0);
  EXPECT_EQ(first(), byName);
  click(1);
  click(1);
  page_->grid().showSources({"image", world_.source("teacher1"), world_.source("student")});
  EXPECT_TRUE(header.isSortIndicatorShown()) << "its source is still there";
  EXPECT_EQ(header.sortIndicatorOrder(), Qt::DescendingOrder);
  page_->tiles().choice().setOrder(ListChoice::Order::Name);
  EXPECT_FALSE(header.isSortIndicatorShown());
  EXPECT_EQ(first(), byName);
}

TEST_F(ComparePages, DoNotCarryThresholdAndOrderToAnotherProject) {
  ASSERT_TRUE(isReady());
  page_->lookBar().setLook({PredictionView::Errors, 0.4, 20});
  page_->tiles().choice().setOrder(ListChoice::Order::WorstFirst);
  page_->setDocument(nullptr);
  page_->setDocument(&world_.document());
  ASSERT_TRUE(isReady());
  EXPECT_EQ(page_->lookBar().look().threshold, PaneLook().threshold);
  EXPECT_DOUBLE_EQ(page_->lookBar().look().opacity, 0.4);
  EXPECT_EQ(page_->tiles().findChild<QComboBox*>("order")->currentText(), "By name");
}

TEST_F(ComparePages, FollowTheThresholdAtOnce) {
  ASSERT_TRUE(isReady());
  const int predicted = engine_.predicted;
  page_->lookBar().setLook({PredictionView::Errors, 0.7, 20});  // 0.1: everything is road
  EXPECT_EQ(scores(2), "IoU 25.0   F1 40.0   P 25.0   R 100.0");
  EXPECT_EQ(engine_.predicted, predicted);
}

TEST_F(ComparePages, ScoreAllTilesAndListTheWorstFirst) {
  ASSERT_TRUE(isReady());
  trigger("scoreAll");
  ScoreTable& table = page_->tiles().table();
  ASSERT_TRUE(waitFor([&] { return table.pooled(0) && table.pooled(3); }));
  EXPECT_EQ(engine_.predicted, 9) << "three networks on three tiles; the mean comes for nothing";
  const auto first = [&] { return page_->tiles().view().model()->index(0, 0).data().toString(); };
  page_->tiles().choice().setOrder(ListChoice::Order::WorstFirst, 0);
  EXPECT_EQ(first(), "c");
  page_->tiles().choice().setOrder(ListChoice::Order::WorstFirst, 1);
  EXPECT_EQ(first(), "a");
  page_->tiles().choice().setOrder(ListChoice::Order::LargestDifference, 0, 2);
  EXPECT_EQ(first(), "a");  // 100 against 0
}

TEST_F(ComparePages, KnowTheirScoresAfterARestartWithoutPredicting) {
  ASSERT_TRUE(isReady());
  page_->tiles().scoreAllRequested();
  ASSERT_TRUE(waitFor([this] { return page_->tiles().table().pooled(3).has_value(); }));
  page_->saveState();
  const int predicted = engine_.predicted;
  page_.reset();
  world_.open();
  show();
  ASSERT_TRUE(isReady());
  ASSERT_TRUE(waitFor([this] { return page_->tiles().table().pooled(3).has_value(); }));
  EXPECT_EQ(engine_.predicted, predicted);
}

TEST_F(ComparePages, ForgetWhatAnotherCheckpointShowedWhenTheRunsAreReadAgain) {
  ASSERT_TRUE(isReady());
  trigger("scoreAll");
  ScoreTable& table = page_->tiles().table();
  ASSERT_TRUE(waitFor([&] { return table.pooled(0) && table.pooled(3); }));
  engine_.studentRows = 4;
  writeBytes(world_.run().bestCheckpoint(), "other weights");
  world_.document().runs().refresh();
  EXPECT_TRUE(waitFor([this] { return scores(2) == "IoU 50.0   F1 66.7   P 100.0   R 50.0"; }));
  EXPECT_FALSE(table.isKnown(CompareWorld::id("b"), world_.source("student")));
  EXPECT_FALSE(table.pooled(0)) << "never of two checkpoints";
}

TEST_F(ComparePages, ForgetWhatAnotherCheckpointShowedWhenAPredictionIsOfANewOne) {
  ASSERT_TRUE(isReady());
  const std::string student = world_.source("student");
  ScoreTable& table = page_->tiles().table();
  engine_.studentRows = 4;
  writeBytes(world_.run().bestCheckpoint(), "other weights");
  page_->tiles().step(1);
  ASSERT_TRUE(waitFor([&] { return table.isKnown(CompareWorld::id("b"), student); }));
  EXPECT_FALSE(table.isKnown(CompareWorld::id("a"), student));
  page_->tiles().step(-1);
  EXPECT_TRUE(waitFor([this] { return scores(2) == "IoU 50.0   F1 66.7   P 100.0   R 50.0"; }));
}

TEST(TilePanel, KeepsTheSourceThatDecidesTheOrderWhenItsTitleChanges) {
  const CompareSource first{SourceKind::Network, {}, "r1/student", "Supervised student", "r1"};
  const CompareSource second{SourceKind::Network, {}, "r2/student", "SSLKD student", "r2"};
  const CompareSource third{SourceKind::Network, {}, "r3/student", "SSLKD student", "r3"};
  TilePanel panel;
  const auto show = [&](const std::vector<CompareSource>& sources) {
    panel.setSources(sources, tellingTitles(sources));
  };
  show({first, second});
  panel.choice().setOrder(ListChoice::Order::WorstFirst, 1, 0);
  show({first, second, third});
  const QList<QComboBox*> boxes = panel.findChildren<QComboBox*>();
  const auto sortedBy = std::ranges::find(boxes, "Sorted by", &QComboBox::accessibleName);
  ASSERT_NE(sortedBy, boxes.end());
  EXPECT_EQ((*sortedBy)->currentText(), "SSLKD student (r2)");
}

}  // namespace macadam
