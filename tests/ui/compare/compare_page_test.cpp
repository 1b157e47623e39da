#include "compare_pages.h"
#include "ui/compare/legend_bar.h"
#include "ui/compare/look_bar.h"
#include "ui/compare/predict_dialog.h"
#include "ui/compare/source_box.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <cmath>

namespace macadam {

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

TEST_F(ComparePages, FillTheirListsOfSourcesOnlyWhenTheseChange) {
  ASSERT_TRUE(isReady());
  const auto* box = pane(2).findChild<SourceBox*>();
  const QSignalSpy emptied(box->model(), &QAbstractItemModel::modelReset);
  const QSignalSpy removed(box->model(), &QAbstractItemModel::rowsRemoved);
  Q_EMIT world_.document().runs().changed();
  EXPECT_EQ(emptied.count() + removed.count(), 0);
  EXPECT_EQ(box->currentText(), "SSLKD student");
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
