#include "ui/annotate/tile_planner.h"

#include "image/image_store.h"
#include "support/picture_files.h"
#include "support/text_file.h"
#include "support/wait_for.h"
#include "ui/compare/compare_world.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QLabel>
#include <algorithm>
#include <filesystem>
#include <vector>

namespace macadam {
namespace {

class TilePlannerTest : public testing::Test {
 protected:
  TilePlannerTest()
      : predictions_([this]() -> Engine& { return engine_; }, world_.project().folder / "cache" / "predictions",
                     world_.document().dataset(), std::make_shared<ImageStore>(1u << 20)) {
    planner_.setPanel(panel_);
    QObject::connect(&planner_, &TilePlanner::failed,
                     [this](const QList<Problem>& problems) { problems_ += problems; });
  }

  void open() { planner_.setDocument(&world_.document(), &predictions_); }
  std::filesystem::path file() const { return world_.project().labels() / "progress.json"; }
  CompareSource network(const std::string& name) const {
    return {SourceKind::Network, {{world_.run().path(), name}}, world_.source(name), "Network", "run"};
  }
  void rankBy(TileRanking ranking) {
    auto* box = panel_.findChild<QComboBox*>();
    box->setCurrentIndex(box->findData(int(ranking)));
  }
  bool waitUntilAllAreRanked() {
    return waitFor([&] { return panel_.model().rowCount() == 3; });
  }
  QString reason(const std::string& tile) const {
    return panel_.model().index(panel_.model().rowOf(CompareWorld::id(tile)), TileQueueModel::Reason).data().toString();
  }
  bool says(const QString& text) const {
    return std::ranges::any_of(panel_.findChildren<QLabel*>(), [&](const QLabel* label) {
      return label->isVisibleTo(&panel_) && label->text().startsWith(text);
    });
  }
  void write(const std::string& text) {
    std::filesystem::create_directories(file().parent_path());
    writeBytes(file(), text);
  }
  std::optional<TileVerdict> shown(const std::string& tile) const {
    return panel_.model().progress().verdict(CompareWorld::id(tile));
  }

  const std::string kBDone =
      R"({"format": 1, "tiles": {"test/images/b.png": {"state": "done", "at": "2026-01-02T03:04:05Z"}}})";
  CompareWorld world_;
  PredictingEngine engine_;
  Predictions predictions_;
  TileQueuePanel panel_;
  TilePlanner planner_;
  QList<Problem> problems_;
};

TEST_F(TilePlannerTest, ADecisionIsOnDiskAtOnce) {
  open();
  EXPECT_TRUE(planner_.decide(CompareWorld::id("a"), TileVerdict::Skipped));
  EXPECT_EQ(loadProgress(file()).verdict(CompareWorld::id("a")), TileVerdict::Skipped);
  EXPECT_TRUE(planner_.reopen(CompareWorld::id("a")));
  EXPECT_EQ(loadProgress(file()).verdict(CompareWorld::id("a")), std::nullopt);
}

TEST_F(TilePlannerTest, AFileThatCannotBeReadIsSaidAndStaysUntilSomebodyMendsIt) {
  write("{ half");
  open();
  ASSERT_EQ(problems_.size(), 1);
  EXPECT_FALSE(planner_.decide(CompareWorld::id("a"), TileVerdict::Done));
  EXPECT_FALSE(planner_.reopen(CompareWorld::id("b")));
  EXPECT_EQ(problems_.size(), 3);
  EXPECT_EQ(readText(file()), "{ half");
  EXPECT_EQ(shown("a"), std::nullopt);

  write(kBDone);
  EXPECT_TRUE(planner_.decide(CompareWorld::id("a"), TileVerdict::Done));
  EXPECT_EQ(loadProgress(file()).doneCount(), 2);
}

TEST_F(TilePlannerTest, WhatCannotBeWrittenIsNotShownAsDecided) {
  std::filesystem::create_directories(file().parent_path().parent_path());
  writeBytes(file().parent_path(), "a file in the way");
  open();
  EXPECT_FALSE(planner_.decide(CompareWorld::id("a"), TileVerdict::Done));
  EXPECT_EQ(problems_.size(), 1);
  EXPECT_EQ(shown("a"), std::nullopt);
}

TEST_F(TilePlannerTest, WhatAnotherWindowDecidedBeforeThisOneGotTheProjectIsKept) {
  world_.document().setObstacle("Another window has it");
  open();
  EXPECT_EQ(shown("b"), std::nullopt);
  write(kBDone);
  world_.document().setObstacle({});
  EXPECT_EQ(shown("b"), TileVerdict::Done);
  EXPECT_TRUE(planner_.decide(CompareWorld::id("a"), TileVerdict::Done));
  EXPECT_EQ(loadProgress(file()).doneCount(), 2);
}

TEST_F(TilePlannerTest, DoubtIsMeasuredBesideTheWindowAndAllTilesAreRankedByIt) {
  open();
  planner_.setSources({network("teacher1"), network("teacher2")});
  ASSERT_TRUE(waitUntilAllAreRanked());
  EXPECT_TRUE(reason("a").startsWith("50")) << reason("a").toStdString();  // 16 rows of 32, and none
}

TEST_F(TilePlannerTest, NothingIsSaidToBePredictedOnceTheRankingNeedsNothing) {
  open();
  planner_.setSources({network("student")});
  rankBy(TileRanking::Entropy);
  EXPECT_TRUE(says("Predicting"));
  rankBy(TileRanking::Name);
  EXPECT_FALSE(says("Predicting"));
  Q_EMIT predictions_.scoringProgress(1, 3);  // was on its way
  EXPECT_FALSE(says("Predicting"));
}

TEST_F(TilePlannerTest, AnIouByFormerLabelsDoesNotCount) {
  std::vector<Prediction> received;
  QObject::connect(&predictions_, &Predictions::ready, [&](const Prediction& each) { received.push_back(each); });
  open();
  planner_.setSources({network("student")});
  rankBy(TileRanking::WorstIou);
  ASSERT_TRUE(waitUntilAllAreRanked());
  const QString known = reason("a");
  EXPECT_NE(known, reason("c"));

  Prediction late = *std::ranges::find(received, CompareWorld::id("c"), &Prediction::sample);
  late.sample = CompareWorld::id("a");
  Q_EMIT world_.document().labelsChanged({CompareWorld::id("a")});
  ASSERT_TRUE(waitUntilAllAreRanked());
  Q_EMIT predictions_.ready(late);
  Q_EMIT world_.document().labelsChanged({});
  EXPECT_EQ(reason("a"), known);
}

}  // namespace
}  // namespace macadam
