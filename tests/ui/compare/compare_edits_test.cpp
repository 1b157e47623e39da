#include "compare_pages.h"
#include "image/mask_file.h"
#include "ui/compare/list_choice.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QHeaderView>
#include <QTableView>
#include <QTest>

namespace macadam {
namespace {

class CompareEdits : public ComparePages {
 protected:
  /// Makes the uppermost rows of a tile road, as the Annotate page does when it saves.
  void edit(const std::string& tile, int roadRows) {
    cv::Mat mask = cv::Mat::zeros(32, 32, CV_8UC1);
    mask.rowRange(0, roadRows).setTo(1);
    const std::filesystem::path file = world_.project().labelFile(CompareWorld::id(tile));
    std::filesystem::create_directories(file.parent_path());
    writeMask(file, mask);
    world_.document().labelsEdited(CompareWorld::id(tile), file);
  }
  ScoreTable& table() { return page_->tiles().table(); }
  std::optional<double> iou(const std::string& tile, const std::string& network) {
    const auto metrics = table().metrics(CompareWorld::id(tile), world_.source(network));
    return metrics ? metrics->iou : std::nullopt;
  }
  void scoreAll() {
    trigger("scoreAll");
    ASSERT_TRUE(waitFor([this] { return table().pooled(0).has_value() && table().pooled(1).has_value(); }));
  }
  QString summary() {
    QStringList lines;
    for (const QLabel* label : page_->tiles().findChildren<QLabel*>()) lines.append(label->text());
    return lines.join('\n');
  }
};

}  // namespace

TEST_F(CompareEdits, AreSeenInTheTruthAndTheScoresOfTheTileThatIsShown) {
  ASSERT_TRUE(isReady());
  EXPECT_EQ(iou("a", "student"), 1.0);
  const QImage before = picture(1);
  edit("a", 16);
  EXPECT_TRUE(waitFor([&] { return iou("a", "student") == 0.5; }));
  EXPECT_TRUE(waitFor([&] { return !picture(1).isNull() && picture(1) != before; })) << "the truth";
  EXPECT_EQ(current(), CompareWorld::id("a"));
}

TEST_F(CompareEdits, KeepTheView) {
  ASSERT_TRUE(isReady());
  page_->camera().lookAt({10.0, 10.0}, 5.0);
  edit("a", 16);
  ASSERT_TRUE(waitFor([&] { return iou("a", "student") == 0.5; }));
  EXPECT_EQ(page_->camera().scale(), 5.0);
  EXPECT_EQ(page_->camera().centre(), QPointF(10.0, 10.0));
}

TEST_F(CompareEdits, AreCountedWithoutPredictingAgain) {
  ASSERT_TRUE(isReady());
  scoreAll();
  const int predicted = engine_.predicted;
  EXPECT_EQ(iou("b", "student"), 0.5);
  edit("b", 32);
  EXPECT_TRUE(waitFor([&] { return iou("b", "student") == 0.25; }));
  EXPECT_TRUE(waitFor([&] { return iou("b", "teacher1") == 0.5; }));
  EXPECT_EQ(engine_.predicted, predicted);
  EXPECT_EQ(iou("c", "teacher1"), 16.0 / 24.0) << "of other tiles all stays";
}

TEST_F(CompareEdits, CountAlsoForWhatIsOnItsWayMeanwhile) {
  ASSERT_TRUE(isReady());
  trigger("scoreAll");
  edit("b", 24);
  edit("c", 8);
  edit("b", 32);
  EXPECT_TRUE(waitFor([&] { return iou("b", "student") == 0.25 && iou("c", "student") == 1.0; }));
  ASSERT_TRUE(waitFor([this] { return table().pooled(0).has_value(); }));
  EXPECT_EQ(iou("b", "student"), 0.25);
  EXPECT_EQ(iou("c", "student"), 1.0);
}

TEST_F(CompareEdits, EndTheNoteOnTheBestThreshold) {
  ASSERT_TRUE(isReady());
  scoreAll();
  trigger("bestThreshold");
  ASSERT_EQ(thresholdNotes().size(), 1);
  edit("c", 8);
  EXPECT_TRUE(thresholdNotes().isEmpty());
}

TEST_F(CompareEdits, OfAPictureOfTheProjectAreSeenWhereItIsOpenAsAFile) {
  ASSERT_TRUE(isReady());
  page_->openPicture(QString::fromStdString((world_ / "data/test/images/b.png").string()));
  ASSERT_TRUE(waitFor([&] { return scores(2).startsWith("IoU 50.0"); }));
  edit("b", 8);
  EXPECT_TRUE(waitFor([&] { return scores(2).startsWith("IoU 100.0"); })) << scores(2).toStdString();
}

TEST_F(CompareEdits, TheDifferenceOfTwoSourcesHasAColumnAndALine) {
  ASSERT_TRUE(isReady());
  scoreAll();
  EXPECT_EQ(table().differenceColumn(), -1);
  page_->tiles().choice().setOrder(ListChoice::Order::LargestDifference, 0, 1);
  const int column = table().differenceColumn();
  ASSERT_EQ(column, table().columnCount() - 1);
  // The student finds 8 rows and teacher 1 16; of road there are 8, 16 and 24.
  EXPECT_EQ(table().index(0, column).data().toString(), "−50.0");
  EXPECT_EQ(table().index(1, column).data().toString(), "+50.0");
  EXPECT_EQ(table().index(2, column).data().toString(), "+33.3");
  // Of all tiles 24 / 48 and 40 / 56.
  EXPECT_TRUE(waitFor([&] {
    return summary().contains("IoU +21.4 points (95 % interval −50.0 to +50.0, bootstrap over 3 tiles)");
  })) << summary().toStdString();
  page_->tiles().choice().setOrder(ListChoice::Order::Name);
  EXPECT_EQ(table().differenceColumn(), -1);
  EXPECT_TRUE(waitFor([&] { return !summary().contains("bootstrap"); }));
}

TEST_F(CompareEdits, TheDifferenceFollowsAnEdit) {
  ASSERT_TRUE(isReady());
  scoreAll();
  page_->tiles().choice().setOrder(ListChoice::Order::LargestDifference, 0, 1);
  ASSERT_TRUE(waitFor([&] { return summary().contains("bootstrap over 3 tiles"); }));
  edit("a", 16);  // of which the student finds half now, and teacher 1 all: 24 / 56 and 48 / 56
  EXPECT_TRUE(waitFor([&] { return summary().contains("IoU +42.9 points"); })) << summary().toStdString();
  EXPECT_EQ(table().index(0, table().differenceColumn()).data().toString(), "+50.0");
}

TEST_F(CompareEdits, TheDifferenceCanBeSortedByAClick) {
  ASSERT_TRUE(isReady());
  scoreAll();
  page_->tiles().choice().setOrder(ListChoice::Order::LargestDifference, 0, 1);
  QHeaderView& header = *page_->tiles().view().horizontalHeader();
  const int column = table().differenceColumn();
  const QPoint title(header.sectionViewportPosition(column) + header.sectionSize(column) / 2, header.height() / 2);
  const auto first = [&] { return page_->tiles().view().model()->index(0, column).data().toString(); };
  QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, title);
  EXPECT_EQ(first(), "−50.0");
  QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, title);
  EXPECT_EQ(first(), "+50.0");
  EXPECT_EQ(table().differenceColumn(), column);
}

}  // namespace macadam
