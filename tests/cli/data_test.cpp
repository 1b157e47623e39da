#include <gtest/gtest.h>

#include "support/program.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

namespace macadam {
namespace {

namespace fs = std::filesystem;

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// 8 training, 4 validation and 4 test tiles of 32 pixels in `world`.
void drawWorld(const TemporaryFolder& folder) {
  const ProgramResult result = runProgram(
      folder.path(), {"data", "demo", "world", "--train", "8", "--val", "4", "--test", "4", "--tile", "32"});
  ASSERT_EQ(result.exitCode, 0) << result.errors;
}

TEST(Data, DemoTilesPassTheCheck) {
  const TemporaryFolder folder;
  drawWorld(folder);
  const ProgramResult result = runProgram(folder.path(), {"data", "check", "world"});
  EXPECT_EQ(result.exitCode, 0) << result.output << result.errors;
  EXPECT_TRUE(contains(result.output, "16 tiles")) << result.output;
  EXPECT_TRUE(contains(result.output, "no problems found")) << result.output;
}

TEST(Data, CheckListsABrokenMaskByItsFile) {
  const TemporaryFolder folder;
  drawWorld(folder);
  const fs::path mask = fs::directory_iterator(folder / "world/train/masks")->path();
  fs::resize_file(mask, 20);
  const ProgramResult result = runProgram(folder.path(), {"data", "check", "world"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.output, mask.filename().string())) << result.output;
  EXPECT_TRUE(contains(result.output, "1 problem:")) << result.output;
}

TEST(Data, CheckOfAMissingFolderSaysSo) {
  const TemporaryFolder folder;
  const ProgramResult result = runProgram(folder.path(), {"data", "check", "nowhere"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.errors, "nowhere does not exist")) << result.errors;
}

TEST(Data, SplitTellsItsSubsetsAndWritesThem) {
  const TemporaryFolder folder;
  drawWorld(folder);
  const ProgramResult result =
      runProgram(folder.path(), {"split", "world", "--ratio", "1", "--ignore-scenes", "--out", "half.toml"});
  EXPECT_EQ(result.exitCode, 0) << result.errors;
  EXPECT_TRUE(contains(result.output, "labelled")) << result.output;
  EXPECT_TRUE(contains(readText(folder / "half.toml"), "train/images/"));
}

}  // namespace
}  // namespace macadam
