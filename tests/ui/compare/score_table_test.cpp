#include "ui/compare/score_table.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

namespace macadam {
namespace {

/// A hundred pixels of road of which the upper `found` rows are found.
std::shared_ptr<const ThresholdCurve> curveOf(int found) {
  cv::Mat probability(100, 1, CV_32FC1, cv::Scalar(0.1));
  probability.rowRange(0, found).setTo(0.7);
  return std::make_shared<const ThresholdCurve>(toStoredProbability(probability), cv::Mat::ones(100, 1, CV_8UC1));
}

Sample sample(const std::string& id) {
  return {.id = id, .mask = "mask.png"};
}

class Scores : public testing::Test {
 protected:
  Scores() : tester_(&table_, QAbstractItemModelTester::FailureReportingMode::Fatal) {
    table_.setSamples({sample("x/a"), sample("x/b"), sample("x/c"), sample("x/d")});
    table_.setSources({"one", "two"}, {"One", "Two"});
  }

  void score(const std::string& sample, int one, int two) {
    table_.setCurve(sample, "one", curveOf(one));
    table_.setCurve(sample, "two", curveOf(two));
  }

  std::string order(ScoreOrder& order) const {
    std::string names;
    for (int row = 0; row < order.rowCount(); ++row) names += order.index(row, 0).data().toString().toStdString();
    return names;
  }

  ScoreTable table_;
  QAbstractItemModelTester tester_;
};

}  // namespace

TEST(ScoreCaption, NamesTheThresholdWhereItIsNotOneHalf) {
  const RoadMetrics half = roadMetrics({.truePositives = 50, .falseNegatives = 50});
  EXPECT_EQ(scoreCaption(half, kThresholdSteps / 2), "IoU 50.0, F1 66.7");
  EXPECT_EQ(scoreCaption(half, 3 * kThresholdSteps / 4), "IoU 50.0, F1 66.7 at threshold 0.75");
  EXPECT_TRUE(scoreCaption(RoadMetrics{}, kThresholdSteps / 2).isEmpty());
  EXPECT_TRUE(scoreCaption(std::nullopt, kThresholdSteps / 2).isEmpty());
}

TEST_F(Scores, HaveIouAboveF1OfEachSource) {
  score("x/b", 50, 80);
  ASSERT_EQ(table_.columnCount(), 3);
  EXPECT_EQ(table_.index(1, 1).data().toString(), "50.0\n66.7");  // 2·50 / (2·50 + 50)
  EXPECT_EQ(table_.index(1, 2).data().toString(), "80.0\n88.9");
  EXPECT_EQ(table_.index(1, 2).data(Qt::ToolTipRole).toString(), "Two: IoU 80.0 %, F1 88.9 %");
  EXPECT_EQ(table_.index(0, 1).data().toString(), "");
  EXPECT_EQ(table_.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), "Two\nIoU / F1");
}

TEST_F(Scores, NameTilesByFileAndTheirWindowBelowIt) {
  table_.setSamples({{.id = "train/sat/22678915_15.tiff#512,0", .window = Window{512, 0, 256, 256}}});
  EXPECT_EQ(table_.index(0, 0).data().toString(), "22678915_15\n(512, 0)");
  EXPECT_EQ(table_.index(0, 0).data(Qt::ToolTipRole).toString(), "train/sat/22678915_15.tiff#512,0");
}

TEST_F(Scores, FollowTheThreshold) {
  score("x/a", 50, 80);
  table_.setThreshold(150);  // 0.75: nothing is above it
  EXPECT_EQ(table_.index(0, 1).data().toString(), "0.0\n0.0");
  table_.setThreshold(0);
  EXPECT_EQ(table_.index(0, 1).data().toString(), "100.0\n100.0");
}

TEST_F(Scores, AreSortedWorstFirstWithUnknownOnesLast) {
  ScoreOrder sorted(table_);
  QAbstractItemModelTester tester(&sorted, QAbstractItemModelTester::FailureReportingMode::Fatal);
  score("x/a", 70, 10);
  score("x/c", 20, 90);
  score("x/d", 40, 40);
  sorted.sortByColumn(ScoreTable::columnOf(0), Qt::AscendingOrder);
  EXPECT_EQ(order(sorted), "cdab");
  sorted.sortByColumn(ScoreTable::columnOf(0), Qt::DescendingOrder);
  EXPECT_EQ(order(sorted), "adcb");
  sorted.sortByColumn(0, Qt::DescendingOrder);
  EXPECT_EQ(order(sorted), "dcba");
}

TEST_F(Scores, AreSortedByTheDifferenceOfTwoSources) {
  ScoreOrder sorted(table_);
  score("x/a", 70, 10);  // 60 apart
  score("x/b", 50, 45);  // 5
  score("x/c", 20, 90);  // 70
  sorted.sortByDifference(0, 1);
  EXPECT_EQ(order(sorted), "cabd");
}

TEST_F(Scores, KeepTheirOrderWhenTilesAreReplaced) {
  ScoreOrder sorted(table_);
  QAbstractItemModelTester tester(&sorted, QAbstractItemModelTester::FailureReportingMode::Fatal);
  score("x/a", 70, 10);
  score("x/c", 20, 90);
  sorted.sortByColumn(ScoreTable::columnOf(0), Qt::AscendingOrder);
  table_.setSamples({{.id = "x/a"}, {.id = "x/c"}});
  sorted.refresh();
  EXPECT_EQ(order(sorted), "ca");
}

TEST_F(Scores, ArePooledOnceEveryTileIsKnown) {
  score("x/a", 70, 10);
  EXPECT_FALSE(table_.pooled(0));
  for (const char* sample : {"x/b", "x/c", "x/d"}) score(sample, 30, 30);
  EXPECT_DOUBLE_EQ(*table_.pooled(0)->iou, 0.4);  // 160 of 400
  table_.setSamples({sample("x/a"), sample("x/b"), {.id = "x/bare"}});
  EXPECT_DOUBLE_EQ(*table_.pooled(0)->iou, 0.5) << "a tile without mask has no part in it";
  table_.setSamples({{.id = "x/bare"}});
  EXPECT_FALSE(table_.pooled(0));
}

TEST_F(Scores, AreHighestAtTheBestThreshold) {
  EXPECT_FALSE(table_.bestThreshold("one"));
  score("x/a", 50, 80);
  const auto best = table_.bestThreshold("one");
  ASSERT_TRUE(best);
  EXPECT_EQ(best->step, 20) << "all is road, and above 0.1 only half of it is found";
  EXPECT_DOUBLE_EQ(best->iou, 1.0);
  EXPECT_EQ(best->tiles, 1);
}

TEST_F(Scores, KeepTheUsualThresholdWhereNoneIsBetter) {
  score("x/a", 100, 100);
  EXPECT_EQ(table_.bestThreshold("two")->step, kUsualThreshold);
}

TEST_F(Scores, OfOneSourceAreForgottenAlone) {
  for (const char* sample : {"x/a", "x/b", "x/c", "x/d"}) score(sample, 30, 60);
  table_.forgetCurvesOf("one");
  EXPECT_FALSE(table_.metrics("x/a", "one"));
  EXPECT_FALSE(table_.pooled(0));
  EXPECT_DOUBLE_EQ(*table_.pooled(1)->iou, 0.6);
}

}  // namespace macadam
