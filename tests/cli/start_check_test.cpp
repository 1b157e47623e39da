#include "cli/training_fixture.h"

namespace macadam {

TEST_F(Training, ACheckSaysThatNothingStopsItAndWritesNothing) {
  const ProgramResult result = program({"train", "tiny.toml", "--check"});
  EXPECT_EQ(result.exitCode, 0) << result.errors;
  EXPECT_TRUE(contains(result.output, "nothing stops this training")) << result.output;
  EXPECT_FALSE(fs::exists(folder_ / "runs"));
}

TEST_F(Training, ACheckTellsEverythingThatStopsItAndTrainGoesByTheSameList) {
  appendText(folder_ / "in the way", "a file");
  const std::vector<std::string> change{"train", "tiny.toml", "--set", "schedule.labelled_batch=1", "--runs",
                                        "in the way/runs"};
  std::vector<std::string> checking = change;
  checking.push_back("--check");
  const ProgramResult checked = program(checking);
  EXPECT_EQ(checked.exitCode, 1);
  EXPECT_TRUE(contains(checked.output, "stops   schedule.labelled_batch is 1")) << checked.output;
  EXPECT_TRUE(contains(checked.output, "in the way cannot be written to")) << checked.output;
  const ProgramResult refused = program(change);
  EXPECT_EQ(refused.exitCode, 1);
  EXPECT_TRUE(contains(refused.errors, "in the way cannot be written to")) << refused.errors;
}

TEST_F(Training, WhatASplitNamesAndIsNotThereIsToldBeforeThereIsARunFolder) {
  ASSERT_EQ(program({"split", "world", "--ratio", "1", "--ignore-scenes", "--out", "half.toml"}).exitCode, 0);
  std::string text = readText(folder_ / "half.toml");
  text.replace(text.find("labelled = [") + 12, 0, "\n  \"gone.png\",");
  std::filesystem::remove(folder_ / "half.toml");
  appendText(folder_ / "half.toml", text);
  const ProgramResult result = program({"train", "tiny.toml", "--set", "split.file=half.toml"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.errors, "gone.png is labelled in the split, but not in the data set")) << result.errors;
  EXPECT_FALSE(fs::exists(folder_ / "runs"));
}

}  // namespace macadam
