#include "ui/compare/compare_page.h"

#include "compare_world.h"
#include "image/raster_writer.h"
#include "support/wait_for.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/grid_figure.h"
#include "ui/compare/legend_bar.h"
#include "ui/compare/look_bar.h"
#include "ui/compare/mip_picture.h"
#include "ui/compare/pane_canvas.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/predict_dialog.h"
#include "ui/compare/source_box.h"
#include "ui/compare/telling_titles.h"
#include "ui/compare/tile_panel.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

class ComparePages : public testing::Test {
 protected:
  ComparePages() {
    QSettings().remove("compare");
    show();
  }
  ~ComparePages() override { page_.reset(); }

  void show() {
    page_ = std::make_unique<ComparePage>(
        world_.jobs(), [this]() -> Engine& { return engine_; }, controller_);
    page_->restoreState();
    page_->resize(1280, 800);
    page_->setDocument(&world_.document());
    page_->show();
    page_->setFocus();
    page_->activateWindow();
  }

  ComparePane& pane(std::size_t index) { return *page_->grid().panes()[index]; }
  PaneCanvas& canvas(std::size_t index) { return pane(index).canvas(); }
  QString scores(std::size_t index) {
    for (const QLabel* label : pane(index).findChildren<QLabel*>()) {
      if (label->text().startsWith("IoU")) return label->text();
    }
    return {};
  }
  bool isReady() {
    return waitFor([this] {
      return page_->grid().panes().size() == 6 && std::ranges::all_of(page_->grid().panes(), [](ComparePane* pane) {
               return pane->canvas().layer() && pane->canvas().note().isEmpty();
             });
    });
  }
  void trigger(const QString& name) { page_->findChild<QAction*>("compare." + name)->trigger(); }
  QPushButton* buttonThatBegins(const QString& text) {
    for (auto* button : page_->findChildren<QPushButton*>()) {
      if (button->text().startsWith(text)) return button;
    }
    return nullptr;
  }
  QStringList thresholdNotes() {
    QStringList found;
    for (const QLabel* label : page_->tiles().findChildren<QLabel*>()) {
      found += label->text().split('\n').filter("flatters");
    }
    return found;
  }
  std::string current() { return page_->tiles().currentSample().value_or(""); }
  QImage picture(std::size_t index) {
    const auto layer = std::dynamic_pointer_cast<const MipPicture>(canvas(index).layer());
    return layer ? layer->levels().front() : QImage();
  }

  CompareWorld world_;
  PredictingEngine engine_;
  RunController controller_{[this]() -> Engine& { return engine_; }};
  std::unique_ptr<ComparePage> page_;
};

}  // namespace

TEST_F(ComparePages, ShowTheDistilledRunBesideItsTeachersAndTheTruth) {
  ASSERT_TRUE(isReady());
  EXPECT_EQ(page_->grid().shownSources(),
            (std::vector<std::string>{"image", "truth", world_.source("student"), world_.source("teacher1"),
                                      world_.source("teacher2"), world_.source("mean")}));
  EXPECT_EQ(current(), CompareWorld::id("a"));
  EXPECT_EQ(scores(2), "IoU 100.0   F1 100.0   P 100.0   R 100.0");
  EXPECT_EQ(scores(3), "IoU 50.0   F1 66.7   P 50.0   R 100.0");
}

TEST_F(ComparePages, TellTheirPanesApartInLittleRoom) {
  ASSERT_TRUE(isReady());
  const auto* box = pane(3).findChild<SourceBox*>();
  EXPECT_EQ(box->shortText(), "Teacher 1");
  EXPECT_EQ(box->currentText(), "SSLKD teacher 1");
  EXPECT_EQ(box->toolTip(), "SSLKD teacher 1\ndistilled");
  const QAbstractItemModel& table = page_->tiles().table();
  EXPECT_EQ(table.headerData(1, Qt::Horizontal, Qt::DisplayRole), "Student\nIoU / F1");
  EXPECT_TRUE(table.headerData(1, Qt::Horizontal, Qt::ToolTipRole).toString().startsWith("SSLKD student:"));
}

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

TEST_F(ComparePages, FillTheirListsOfSourcesOnlyWhenTheseChange) {
  ASSERT_TRUE(isReady());
  const auto* box = pane(2).findChild<SourceBox*>();
  const QSignalSpy emptied(box->model(), &QAbstractItemModel::modelReset);
  const QSignalSpy removed(box->model(), &QAbstractItemModel::rowsRemoved);
  Q_EMIT world_.document().runs().changed();
  EXPECT_EQ(emptied.count() + removed.count(), 0);
  EXPECT_EQ(box->currentText(), "SSLKD student");
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

TEST_F(ComparePages, ShowWhatNetworksSayOfTilesWithoutMasks) {
  writeImage(world_ / "data/train/images/bare.png");
  std::filesystem::create_directories(world_ / "data/train/masks");
  page_.reset();
  world_.open();
  show();
  ASSERT_TRUE(isReady());
  page_->tiles().choice().setTileSet(TileSet::WithoutMasks);
  ASSERT_EQ(page_->tiles().table().rowCount(), 1);
  const std::string bare = "train/images/bare.png";
  EXPECT_EQ(current(), bare);
  ASSERT_TRUE(
      waitFor([&] { return canvas(1).note() == "No ground truth for this picture" && canvas(2).note().isEmpty(); }));
  EXPECT_EQ(scores(2), "");
  const auto says = [this](const QString& text) {
    const auto labels = pane(2).findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text() == text; });
  };
  EXPECT_TRUE(says("No ground truth: road is shown, not errors"));
  trigger("showProbability");
  EXPECT_TRUE(says("No ground truth, so no scores"));
  const auto* button = buttonThatBegins("Score all");
  EXPECT_FALSE(button->isEnabled());
  EXPECT_EQ(button->toolTip(), "None of these tiles has a mask that predictions could be scored by");
  EXPECT_EQ(page_->tiles().table().data(page_->tiles().table().index(0, 1), Qt::DisplayRole).toString(), "");
  page_->tiles().choice().setTileSet(TileSet::All);
  EXPECT_EQ(page_->tiles().table().rowCount(), 4);
  trigger("scoreAll");
  EXPECT_TRUE(waitFor([this] { return page_->tiles().table().pooled(0).has_value(); })) << "of those with masks";
}

TEST_F(ComparePages, ListTheTilesOfTheSplitThatAreTrainedOn) {
  Split split = world_.document().split();
  split.labelled = {CompareWorld::id("a")};
  split.unlabelled = {CompareWorld::id("b")};
  split.test = {CompareWorld::id("c")};
  world_.document().changeSplit(split, "other");
  const auto listed = [this](TileSet set) {
    page_->tiles().choice().setTileSet(set);
    std::vector<std::string> ids;
    for (const Sample& sample : page_->tiles().table().samples()) ids.push_back(sample.id);
    return ids;
  };
  EXPECT_EQ(listed(TileSet::Labelled), (std::vector<std::string>{CompareWorld::id("a")}));
  EXPECT_EQ(listed(TileSet::Unlabelled), (std::vector<std::string>{CompareWorld::id("b")}));
  EXPECT_EQ(listed(TileSet::WithMasks).size(), 3u);
}

TEST_F(ComparePages, ShowWhereAnyTwoNetworksDisagree) {
  const RunFolder other = makeTrainedRun(world_.project().runs(), "other", SupervisedSpec{}, {"student"});
  world_.document().runs().refresh();
  ASSERT_TRUE(isReady());
  page_->grid().showSources({world_.source("teacher1"), other.name() + "/student"});
  const std::string both = "between:" + world_.source("teacher1") + "|" + other.name() + "/student";
  pane(0).setSource(both);
  pane(0).sourceChanged();
  ASSERT_TRUE(waitFor([this] { return canvas(0).note().isEmpty() && canvas(0).layer(); }));
  EXPECT_EQ(pane(0).findChild<SourceBox*>()->currentText(), "Disagreement of SSLKD teacher 1 and Supervised student");
  page_->saveState();
  page_.reset();
  world_.open();
  show();
  ASSERT_TRUE(waitFor([&] { return page_->grid().shownSources().front() == both; })) << "kept for the next session";
}

TEST_F(ComparePages, GreyWithTheReasonWhatIsNotTrainedYet) {
  ASSERT_TRUE(isReady());
  const RunFolder young = makeTrainedRun(world_.project().runs(), "young", SslkdSpec{}, {"teacher1", "teacher2"});
  std::filesystem::rename(young.bestCheckpoint(), young.checkpoints() / "teachers.safetensors");
  page_->hide();
  page_->show();  // as one who comes back from another page
  auto* box = pane(2).findChild<SourceBox*>();
  const QString student = QString::fromStdString(young.name() + "/student");
  ASSERT_TRUE(waitFor([&] { return box->findData(student) >= 0; }));
  const int row = box->findData(student);
  EXPECT_EQ(box->itemText(row), "SSLKD student – Not trained yet: the student begins at stage 3 of 4");
  EXPECT_FALSE(box->model()->flags(box->model()->index(row, 0)).testFlag(Qt::ItemIsEnabled));
  page_->showRuns({young});
  EXPECT_EQ(page_->grid().shownSources().back(), young.name() + "/teacher1");
  pane(2).setSource(student.toStdString());
  page_->grid().panesChanged();
  EXPECT_EQ(canvas(2).note(), "Not trained yet: the student begins at stage 3 of 4");
}

TEST_F(ComparePages, CutNeitherScoresNorReasonsOffInASmallWindow) {
  ASSERT_TRUE(isReady());
  page_->resize(940, 560);  // beside the mode bar of a window of 1024×640
  QApplication::processEvents();
  EXPECT_EQ(scores(2), "IoU 100.0   F1 100.0");
  EXPECT_GE(pane(2).width(), 190);
  for (QLabel* label : pane(2).findChildren<QLabel*>()) {
    if (!label->text().startsWith("IoU")) continue;
    EXPECT_TRUE(label->toolTip().startsWith("IoU 100.0   F1 100.0   P 100.0   R 100.0"));
    EXPECT_LE(label->fontMetrics().horizontalAdvance(label->text()), label->width());
  }
  const LegendBar& legend = page_->lookBar().legend();
  EXPECT_GE(legend.width(), legend.sizeHint().width());
  EXPECT_LE(page_->minimumSizeHint().width(), 940);
  page_->resize(1280, 800);
  QApplication::processEvents();
  EXPECT_EQ(scores(2), "IoU 100.0   F1 100.0   P 100.0   R 100.0");
}

TEST_F(ComparePages, ExplainTheColoursOfDisagreementInItsPane) {
  ASSERT_TRUE(isReady());
  EXPECT_FALSE(pane(3).findChild<LegendBar*>()->isVisible());
  pane(3).setSource(world_.source("disagreement"));
  const LegendBar* scale = pane(3).findChild<LegendBar*>();
  EXPECT_TRUE(scale->isVisible());
  QApplication::processEvents();
  EXPECT_GE(scale->width(), scale->sizeHint().width()) << "nothing of it is cut off";
  EXPECT_EQ(pane(3).canvas().y(), pane(4).canvas().y());
  pane(4).setCurtainSource(world_.source("disagreement"));
  EXPECT_TRUE(pane(4).findChild<LegendBar*>()->isVisible());
}

TEST(LegendBar, DrawsTheScaleOfHeatMapsFromEndToEnd) {
  LegendBar bar;
  bar.setEntries(legendOf(PredictionView::HeatMap));
  bar.resize(bar.sizeHint());
  const QImage picture = bar.grab().toImage();
  const auto shows = [&](const QColor& colour) {
    for (int x = 0; x < picture.width(); ++x) {
      const QColor here = picture.pixelColor(x, picture.height() / 2);
      const int distance = std::abs(here.red() - colour.red()) + std::abs(here.green() - colour.green()) +
                           std::abs(here.blue() - colour.blue());
      if (distance < 12) return true;
    }
    return false;
  };
  for (const double value : {0.05, 0.5, 0.95}) EXPECT_TRUE(shows(heatColour(value))) << value;
  EXPECT_EQ(bar.accessibleDescription(), "probability of road from 0 to 1");
}

TEST_F(ComparePages, FitThePictureUntilSomeoneZooms) {
  ASSERT_TRUE(isReady());
  const auto fits = [this] {
    int side = 10000;  // of the smallest pane
    for (ComparePane* each : page_->grid().panes()) {
      const QSize size = each->canvas().deviceSize();
      side = std::min({side, size.width(), size.height()});
    }
    return std::abs(page_->camera().scale() * 32 - side) < 1e-6;
  };
  EXPECT_TRUE(waitFor(fits));
  page_->resize(900, 600);
  EXPECT_TRUE(waitFor(fits));
  page_->camera().setScale(3.0);
  page_->resize(1280, 800);
  EXPECT_DOUBLE_EQ(page_->camera().scale(), 3.0);
  trigger("fit");
  EXPECT_TRUE(fits());
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

TEST_F(ComparePages, GoFromTileToTileAndKeepTheView) {
  ASSERT_TRUE(isReady());
  page_->camera().lookAt({5, 5}, 8.0);
  QTest::keyClick(&canvas(0), Qt::Key_Return);
  EXPECT_EQ(current(), CompareWorld::id("b"));
  ASSERT_TRUE(waitFor([this] { return scores(2) == "IoU 50.0   F1 66.7   P 100.0   R 50.0"; }));
  EXPECT_EQ(page_->camera().centre(), QPointF(5, 5));
  QTest::keyClick(&canvas(0), Qt::Key_Return, Qt::ShiftModifier);
  EXPECT_EQ(current(), CompareWorld::id("a"));
}

TEST_F(ComparePages, BlinkASourceIntoTheCurrentPaneWhileItsKeyIsHeld) {
  ASSERT_TRUE(isReady());
  page_->grid().setCurrent(2);
  const auto student = canvas(2).layer();
  QTest::keyPress(page_.get(), Qt::Key_2);
  EXPECT_EQ(canvas(2).layer(), canvas(1).layer());
  EXPECT_EQ(canvas(2).note(), "Ground truth");
  QTest::keyRelease(page_.get(), Qt::Key_2);
  EXPECT_EQ(canvas(2).layer(), student);
  EXPECT_EQ(canvas(2).note(), "");
}

TEST_F(ComparePages, BlinkFromTheTableToo) {
  ASSERT_TRUE(isReady());
  QTest::keyPress(&page_->tiles().view(), Qt::Key_2);
  EXPECT_EQ(canvas(0).layer(), canvas(1).layer());
  QTest::keyRelease(&page_->tiles().view(), Qt::Key_2);
  EXPECT_NE(canvas(0).layer(), canvas(1).layer());
}

TEST_F(ComparePages, HideOverlaysWhileAKeyIsHeld) {
  ASSERT_TRUE(isReady());
  for (const Qt::Key key : {Qt::Key_H, Qt::Key_Space}) {
    QTest::keyPress(page_.get(), key);
    for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(canvas(i).layer(), canvas(0).layer());
    QTest::keyRelease(page_.get(), key);
    EXPECT_NE(canvas(2).layer(), canvas(0).layer());
  }
}

TEST_F(ComparePages, ReadThePixelUnderThePointer) {
  ASSERT_TRUE(isReady());
  page_->camera().lookAt({16, 16}, 4.0);
  const QPointF at = canvas(0).view().toDevice({20.5, 3.5}) / canvas(0).devicePixelRatioF();
  QMouseEvent move(QEvent::MouseMove, at, canvas(0).mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&canvas(0), &move);
  EXPECT_EQ(page_->readout(),
            "x 20, y 3   RGB 70 90 60   truth road   Student 0.800   Teacher 1 0.800   "
            "Teacher 2 0.200   Teachers’ mean 0.500");
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

TEST_F(ComparePages, AddAndClosePanesBetweenOneAndNine) {
  ASSERT_TRUE(isReady());
  QSignalSpy said(page_.get(), &Page::message);
  for (int i = 0; i < 3; ++i) trigger("addPane");
  EXPECT_EQ(said.count(), 0);
  trigger("addPane");
  EXPECT_EQ(page_->grid().panes().size(), 9u);
  ASSERT_EQ(said.count(), 1);
  EXPECT_EQ(said[0][0].toString(), "There are 9 panes, the most: close one first");
  for (int i = 0; i < 9; ++i) trigger("closePane");
  EXPECT_EQ(page_->grid().panes().size(), 1u);
  ASSERT_EQ(said.count(), 2);
  EXPECT_EQ(said[1][0].toString(), "The last pane stays");
}

TEST_F(ComparePages, DrawACurtainBetweenTwoSources) {
  ASSERT_TRUE(isReady());
  page_->grid().setCurrent(2);
  trigger("curtain");
  EXPECT_EQ(pane(2).curtainSource(), "truth");
  trigger("curtain");
  EXPECT_EQ(pane(2).curtainSource(), "");
}

TEST_F(ComparePages, ExportACurtainWithItsDividerAndBothNames) {
  ASSERT_TRUE(isReady());
  pane(2).setCurtainSource(world_.source("teacher1"));
  canvas(2).setDivider(0.25);
  ASSERT_TRUE(waitFor([this] {
    page_->grid().panesChanged();
    return canvas(2).hasCurtain();
  }));
  const GridFigure figure = page_->figureOfPanes();
  EXPECT_EQ(figure.cells[2].title, "SSLKD student | SSLKD teacher 1");
  EXPECT_EQ(figure.cells[2].caption, "IoU 100.0, F1 100.0 | IoU 50.0, F1 66.7");
  EXPECT_EQ(figure.cells[1].title, "Ground truth");
  const QImage& picture = figure.cells[2].image;
  const int left = (canvas(2).deviceSize().width() - picture.width()) / 2;  // the picture is cut out of the middle
  const int divider = canvas(2).deviceSize().width() / 4 - left;
  int brightest = 0;
  for (int x = divider - 2; x <= divider + 2; ++x) {
    brightest = std::max(brightest, qGray(picture.pixel(x, picture.height() / 2)));
  }
  EXPECT_GT(brightest, 200);
}

TEST_F(ComparePages, ExportTheirPanes) {
  ASSERT_TRUE(isReady());
  QSignalSpy said(page_.get(), &Page::message);
  const std::filesystem::path png = world_ / "panes.png", pdf = world_ / "panes.pdf";
  page_->exportPanes(QString::fromStdString(png.string()));
  page_->exportPanes(QString::fromStdString(pdf.string()));
  ASSERT_TRUE(waitFor([&] { return said.count() == 2; }));
  EXPECT_FALSE(QImage(QString::fromStdString(png.string())).isNull());
  EXPECT_TRUE(readBytes(pdf).starts_with("%PDF-"));
}

TEST_F(ComparePages, ExportSelectedTilesAsRowsOfAFigure) {
  ASSERT_TRUE(isReady());
  page_->tiles().view().selectAll();
  QSignalSpy said(page_.get(), &Page::message);
  const QString file = QString::fromStdString((world_ / "rows.png").string());
  page_->exportTiles(file);
  ASSERT_TRUE(waitFor([&] { return said.count() == 1; }));
  const QImage figure(file);
  ASSERT_FALSE(figure.isNull());
  EXPECT_GT(figure.width(), figure.height()) << "six columns, three rows";
}

TEST_F(ComparePages, ExportTilesWhateverElseIsShownMeanwhile) {
  ASSERT_TRUE(isReady());
  page_->tiles().view().selectAll();
  QSignalSpy said(page_.get(), &Page::message);
  const QString file = QString::fromStdString((world_ / "rows.png").string());
  page_->exportTiles(file);
  page_->grid().showSources(
      {"image", world_.source("disagreement"), world_.source("student@last")});  // predicted first
  ASSERT_TRUE(waitFor([&] { return said.count() == 1; }));
  EXPECT_EQ(said[0][0].toString(), "Wrote " + file);
  const QImage figure(file);
  ASSERT_FALSE(figure.isNull());
  EXPECT_GT(figure.width(), figure.height()) << "the six columns that were shown when it was asked for";
}

TEST_F(ComparePages, ExportAndScoreBesideEachOther) {
  ASSERT_TRUE(isReady());
  auto* button = buttonThatBegins("Score all");
  QSignalSpy said(page_.get(), &Page::message);
  trigger("scoreAll");
  EXPECT_EQ(button->text(), "Stop scoring (0 of 12)");
  page_->tiles().view().selectAll();
  for (const char* name : {"one.png", "two.png"}) page_->exportTiles(QString::fromStdString((world_ / name).string()));
  EXPECT_EQ(button->text(), "Stop exporting (0 of 24)");
  ASSERT_TRUE(waitFor([&] { return said.count() == 2; }));
  EXPECT_TRUE(std::filesystem::exists(world_ / "one.png"));
  EXPECT_TRUE(std::filesystem::exists(world_ / "two.png"));
  ScoreTable& table = page_->tiles().table();
  EXPECT_TRUE(waitFor([&] { return table.pooled(0) && table.pooled(3) && button->text() == "Score all tiles"; }));
}

TEST_F(ComparePages, StopWhatTheButtonNames) {
  ASSERT_TRUE(isReady());
  auto* button = buttonThatBegins("Score all");
  QSignalSpy said(page_.get(), &Page::message);
  trigger("scoreAll");
  page_->tiles().view().selectAll();
  page_->exportTiles(QString::fromStdString((world_ / "rows.png").string()));
  QTest::mouseClick(button, Qt::LeftButton);
  ASSERT_EQ(said.count(), 1);
  EXPECT_EQ(said[0][0].toString(), "The export was stopped, and nothing was written");
  EXPECT_EQ(button->text(), "Stop scoring (0 of 12)");
  QTest::mouseClick(button, Qt::LeftButton);
  EXPECT_EQ(button->text(), "Score all tiles");
  EXPECT_FALSE(std::filesystem::exists(world_ / "rows.png"));
}

TEST_F(ComparePages, SayWhyTilesAreNotExported) {
  ASSERT_TRUE(isReady());
  std::filesystem::remove_all(world_.run().checkpoints());
  QSignalSpy failed(&world_.jobs(), &Jobs::failed);
  page_->tiles().view().selectAll();
  page_->exportTiles(QString::fromStdString((world_ / "rows.png").string()));
  ASSERT_TRUE(waitFor([&] { return failed.count() == 1; }));
  EXPECT_EQ(failed[0][0].toString(), "Writing rows.png");
  EXPECT_EQ(failed[0][1].value<QList<Problem>>()[0].what, "holds no checkpoint");
  EXPECT_FALSE(std::filesystem::exists(world_ / "rows.png"));
}

TEST_F(ComparePages, ForgetWhatADeletedRunPredicted) {
  ASSERT_TRUE(isReady());
  const auto kept = world_.project().folder / "cache" / "predictions" / world_.run().name();
  ASSERT_TRUE(waitFor([&] { return std::filesystem::exists(kept); }));
  std::filesystem::remove_all(world_.run().path());
  EXPECT_TRUE(waitFor([&] { return !std::filesystem::exists(kept); }));
}

TEST_F(ComparePages, SayWhatIsWrongInThePaneThatItConcerns) {
  ASSERT_TRUE(isReady());
  std::filesystem::remove_all(world_.run().checkpoints());
  page_->tiles().step(1);
  ASSERT_TRUE(waitFor([this] { return canvas(2).note().contains("holds no checkpoint"); }));
  EXPECT_EQ(canvas(1).note(), "");
}

TEST_F(ComparePages, MarkTheRowOfTheTileThatIsShownThoughAShortcutHoldsCtrl) {
  ASSERT_TRUE(isReady());
  QTest::keyPress(page_->windowHandle(), Qt::Key_Control, Qt::ControlModifier);
  ASSERT_EQ(QGuiApplication::keyboardModifiers(), Qt::ControlModifier);
  page_->setDocument(nullptr);
  page_->setDocument(&world_.document());
  QTest::keyRelease(page_->windowHandle(), Qt::Key_Control, Qt::NoModifier);
  EXPECT_EQ(current(), CompareWorld::id("a"));
  ASSERT_EQ(page_->tiles().selectedSamples().size(), 1u);
  EXPECT_EQ(page_->tiles().selectedSamples().front().id, CompareWorld::id("a"));
}

TEST_F(ComparePages, MarkNoRowForAPictureOfItsOwn) {
  ASSERT_TRUE(isReady());
  writeImage(world_ / "other.png", 48, 40);
  page_->openPicture(QString::fromStdString((world_ / "other.png").string()));
  ASSERT_TRUE(waitFor([this] { return picture(0).size() == QSize(48, 40); }));
  EXPECT_TRUE(page_->tiles().selectedSamples().empty());
  EXPECT_FALSE(page_->tiles().currentSample());
  Split fewer = world_.document().split();
  fewer.test.pop_back();
  world_.document().changeSplit(fewer, "fewer");
  EXPECT_FALSE(page_->tiles().currentSample()) << "another list does not take the picture away";
  page_->tiles().select(CompareWorld::id("a"));
  EXPECT_TRUE(waitFor([this] { return picture(0).size() == QSize(32, 32); })) << "the row that was shown before";
}

TEST_F(ComparePages, PredictAnyPictureThatIsOpened) {
  ASSERT_TRUE(isReady());
  writeImage(world_ / "other.png", 48, 40);
  page_->openPicture(QString::fromStdString((world_ / "other.png").string()));
  ASSERT_TRUE(waitFor([this] { return picture(0).size() == QSize(48, 40) && picture(2).size() == QSize(48, 40); }));
  EXPECT_EQ(canvas(1).note(), "No ground truth for this picture");
  EXPECT_TRUE(waitFor([this] { return canvas(2).note().isEmpty(); }));
  EXPECT_EQ(scores(2), "");
}

TEST_F(ComparePages, FindTheTruthBesideAPictureThatIsOpened) {
  ASSERT_TRUE(isReady());
  QSignalSpy said(page_.get(), &Page::message);
  writeImage(world_ / "elsewhere/images/new.png");
  writeRoadMask(world_ / "elsewhere/masks/new.png", 16);
  page_->openPicture(QString::fromStdString((world_ / "elsewhere/images/new.png").string()));
  ASSERT_TRUE(waitFor([&] { return said.count() == 1; }));
  EXPECT_EQ(said[0][0].toString(),
            "Ground truth found: " + QString::fromStdString((world_ / "elsewhere/masks/new.png").string()) +
                "; masks hold 0 and 255: 255 is road");
  EXPECT_TRUE(waitFor([this] { return scores(3) == "IoU 100.0   F1 100.0   P 100.0   R 100.0"; }));
  EXPECT_EQ(canvas(1).note(), "");
}

TEST_F(ComparePages, SayWhyTheTruthBesideAPictureIsNotUsed) {
  ASSERT_TRUE(isReady());
  writeImage(world_ / "elsewhere/images/new.png", 48, 40);
  writeRoadMask(world_ / "elsewhere/masks/new.png", 16);
  page_->openPicture(QString::fromStdString((world_ / "elsewhere/images/new.png").string()));
  ASSERT_TRUE(waitFor([this] { return picture(2).size() == QSize(48, 40) && canvas(2).note().isEmpty(); }));
  EXPECT_TRUE(canvas(1).note().startsWith("Ground truth not used: ")) << canvas(1).note().toStdString();
  EXPECT_TRUE(canvas(1).note().endsWith("its image 48×40")) << "what to do is said of data sets alone";
  EXPECT_EQ(scores(2), "");
}

TEST_F(ComparePages, OpenAPictureOfTheProjectWithItsTruth) {
  ASSERT_TRUE(isReady());
  page_->openPicture(QString::fromStdString((world_ / "data/test/images/b.png").string()));
  EXPECT_TRUE(waitFor([this] { return scores(3) == "IoU 100.0   F1 100.0   P 100.0   R 100.0"; }));
}

TEST_F(ComparePages, PredictAndSaveWhatIsSelected) {
  ASSERT_TRUE(isReady());
  page_->grid().setCurrent(3);
  page_->tiles().view().selectAll();
  trigger("predictFiles");
  auto* dialog = page_->findChild<PredictDialog*>();
  ASSERT_NE(dialog, nullptr);
  auto* offers = dialog->findChildren<QComboBox*>().at(1);
  EXPECT_EQ(offers->itemText(0), "The picture that is shown: a.png");
  EXPECT_EQ(offers->itemText(1), "Selected in the table: 3 pictures");
  offers->setCurrentIndex(1);
  EXPECT_EQ(dialog->prediction().source.id, world_.source("teacher1"));
  QSignalSpy said(page_.get(), &Page::message);
  ASSERT_TRUE(waitFor([&] { return dialog->problem().isEmpty(); }));
  dialog->accept();
  ASSERT_TRUE(waitFor([&] { return said.count() == 1; }));
  const std::filesystem::path out = world_.project().folder / "predictions";
  EXPECT_EQ(said[0][0].toString(), "Predicted 3 pictures into " + QString::fromStdString(out.string()));
  for (const char* tile : {"a_mask.tif", "b_mask.tif", "c_mask.tif"}) {
    EXPECT_TRUE(std::filesystem::exists(out / tile)) << tile;
  }
}

TEST_F(ComparePages, OfferTheTeachersMeanToPredictBy) {
  ASSERT_TRUE(isReady());
  page_->grid().setCurrent(5);
  const std::unique_ptr<PredictDialog> dialog(page_->askWhatToPredict());
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(dialog->prediction().source.id, world_.source("mean"));
  EXPECT_EQ(dialog->prediction().source.networks.size(), 2u);
}

TEST_F(ComparePages, OpenLargePicturesWithoutReadingThemWhole) {
  ASSERT_TRUE(isReady());
  const auto file = world_ / "large.tif";
  RasterWriter writer(file, {8192, 4096}, RasterContent::Rgb);
  writer.write({0, 0}, cv::Mat(4096, 8192, CV_8UC3, cv::Scalar(10, 200, 30)));
  writer.commit();
  page_->openPicture(QString::fromStdString(file.string()));
  ASSERT_TRUE(waitFor([this] { return canvas(0).layer() && canvas(0).layer()->size() == QSize(8192, 4096); }));
  EXPECT_DOUBLE_EQ(page_->camera().scale(), 1.0);
  EXPECT_TRUE(canvas(2).note().startsWith("Too large"));
  QTest::keyClick(&canvas(0), Qt::Key_Return);
  EXPECT_TRUE(waitFor([this] { return canvas(0).layer() && canvas(0).layer()->size() == QSize(32, 32); }));
}

TEST_F(ComparePages, SayWhichPictureCannotBeRead) {
  ASSERT_TRUE(isReady());
  writeBytes(world_ / "torn.png", "no picture");
  page_->openPicture(QString::fromStdString((world_ / "torn.png").string()));
  EXPECT_TRUE(waitFor([this] { return canvas(0).note().contains("cannot be read as a picture"); }));
}

TEST_F(ComparePages, AskForAProjectWhereThereIsNone) {
  ASSERT_TRUE(isReady());
  page_->setDocument(nullptr);
  QSignalSpy said(page_.get(), &Page::message);
  page_->openPicture("/tmp/any.png");
  EXPECT_EQ(page_->askWhatToPredict(), nullptr);
  ASSERT_EQ(said.count(), 2);
  for (const QList<QVariant>& each : said) EXPECT_TRUE(each[0].toString().startsWith("Open a project first"));
  bool asks = false;
  for (const QLabel* label : page_->findChildren<QLabel*>()) {
    asks = asks || (label->isVisible() && label->text().startsWith("Open a project"));
  }
  EXPECT_TRUE(asks);
}

TEST_F(ComparePages, NameTheirControlsAndActions) {
  for (const QAction* action : page_->actions()) {
    if (action->isSeparator()) continue;
    EXPECT_FALSE(action->objectName().isEmpty()) << action->text().toStdString();
    EXPECT_FALSE(action->statusTip().isEmpty()) << action->text().toStdString();
  }
}

}  // namespace macadam
