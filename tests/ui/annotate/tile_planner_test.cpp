#include "ui/annotate/tile_planner.h"

#include "image/image_store.h"
#include "support/picture_files.h"
#include "support/text_file.h"
#include "ui/compare/compare_world.h"

#include <gtest/gtest.h>

#include <filesystem>

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

}  // namespace
}  // namespace macadam
