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
  const std::vector<std::string> change{"train",  "tiny.toml",      "--set", "schedule.labelled_batch=1",
                                        "--runs", "in the way/runs"};
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

TEST_F(Training, ACheckTellsOfTheDeviceTheTeachersAndThePreviewTileToo) {
  fs::create_directories(folder_ / "nobody");
  const ProgramResult result = program({"train", "tiny.toml", "--check", "--device", "cuda:97", "--set",
                                        "method.teachers_from=nobody", "--set", "schedule.preview_tile=gone.png"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.output, "stops   device cuda:97 is not there")) << result.output;
  EXPECT_TRUE(contains(result.output, "nobody holds no checkpoint with a network 'teacher1'")) << result.output;
  EXPECT_TRUE(contains(result.output, "stops   schedule.preview_tile names gone.png, which is no validation tile"))
      << result.output;
  EXPECT_EQ(program({"train", "tiny.toml", "--check", "--json"}).exitCode, 2);
}

TEST_F(Training, ASuiteNeedsOfTheDataWhatItsRowsNeed) {
  ASSERT_EQ(program({"split", "world", "--ratio", "1", "--ignore-scenes", "--out", "half.toml"}).exitCode, 0);
  std::string text = readText(folder_ / "half.toml");
  const std::size_t begin = text.find("\nunlabelled = [") + 15;
  text.erase(begin, text.find(']', begin) - begin);
  appendText(folder_ / "labels.toml", text);
  std::vector<std::string> suite{"suite", "tiny.toml", "--set", "split.file=labels.toml", "--rows"};
  suite.push_back("cct");
  const ProgramResult refused = program(suite);
  EXPECT_EQ(refused.exitCode, 1);
  EXPECT_TRUE(contains(refused.errors, "has no unlabelled tiles")) << refused.errors;
  suite.back() = "supervised-student";
  const ProgramResult trained = program(suite);
  EXPECT_EQ(trained.exitCode, 0) << trained.errors;
}

TEST_F(Training, ASuiteTellsOfTheDeviceAndTheTeachersBeforeThereIsARunFolder) {
  fs::create_directories(folder_ / "nobody");
  const ProgramResult result =
      program({"suite", "tiny.toml", "--device", "cuda:97", "--set", "method.teachers_from=nobody"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.errors, "device cuda:97 is not there")) << result.errors;
  EXPECT_TRUE(contains(result.errors, "nobody holds no checkpoint with a network 'teacher1'")) << result.errors;
  EXPECT_FALSE(fs::exists(folder_ / "runs"));
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
