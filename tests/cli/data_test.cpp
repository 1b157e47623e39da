#include "support/picture_files.h"
#include "support/program.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace macadam {
namespace {

namespace fs = std::filesystem;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// 8 training, 4 validation and 4 test tiles of 32 pixels in `world`.
void drawWorld(const TemporaryFolder& folder) {
  const ProgramResult result =
      runProgram(folder.path(), {"data", "demo", "world", "--train", "8", "--val", "4", "--test", "4", "--tile", "32"});
  ASSERT_EQ(result.exitCode, 0) << result.errors;
}

/// The names in the list `labelled` of a split's file.
std::vector<std::string> labelledIn(const std::string& toml) {
  const std::size_t begin = toml.find("\nlabelled = [");
  std::istringstream list(toml.substr(begin + 13, toml.find(']', begin) - begin - 13));
  std::vector<std::string> names;
  for (std::string line; std::getline(list, line);) {
    if (line.find('"') != std::string::npos) names.push_back(line);
  }
  return names;
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

TEST(Data, CheckTellsProgramsTheSameAsJson) {
  const TemporaryFolder folder;
  drawWorld(folder);
  const fs::path mask = fs::directory_iterator(folder / "world/train/masks")->path();
  fs::resize_file(mask, 20);
  const ProgramResult result = runProgram(folder.path(), {"data", "check", "world", "--json"});
  EXPECT_EQ(result.exitCode, 1);
  const nlohmann::json report = nlohmann::json::parse(result.output);
  EXPECT_EQ(report.at("tiles"), 16);
  EXPECT_EQ(report.at("without_mask"), 1);
  EXPECT_EQ(report.at("declared"), (nlohmann::json{{"training", 8}, {"validation", 4}, {"test", 4}}));
  EXPECT_EQ(report.at("sizes"), (nlohmann::json{{"32×32", 16}}));
  EXPECT_GT(report.at("channels").at("green").at("mean"), 0.0);
  ASSERT_EQ(report.at("problems").size(), 1U);
  EXPECT_TRUE(contains(report["problems"][0]["where"], mask.filename().string()));
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

TEST(Data, ASplitIsAskedForByShareOrCountAndAddsToWhatIsLabelled) {
  const TemporaryFolder folder;
  drawWorld(folder);
  const auto labelled = [&](const std::vector<std::string>& how, const std::string& out) {
    std::vector<std::string> command{"split", "world", "--ignore-scenes", "--out", out};
    command.insert(command.end(), how.begin(), how.end());
    const ProgramResult result = runProgram(folder.path(), command);
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    return labelledIn(readText(folder / out));
  };
  const auto two = labelled({"--count", "2"}, "two.toml");
  const auto half = labelled({"--share", "0.5"}, "half.toml");
  EXPECT_EQ(two.size(), 2u);
  EXPECT_EQ(half.size(), 4u);
  EXPECT_TRUE(std::ranges::includes(half, two)) << "of one seed";
  EXPECT_EQ(labelled({"--keep", "two.toml", "--count", "4"}, "added.toml"), half);
  const ProgramResult gone =
      runProgram(folder.path(), {"split", "nowhere", "--keep", "gone.toml", "--count", "4", "--out", "x.toml"});
  EXPECT_EQ(gone.exitCode, 1);
  EXPECT_TRUE(contains(gone.errors, "gone.toml")) << "it is read before the data: " << gone.errors;
  const ProgramResult both =
      runProgram(folder.path(), {"split", "world", "--count", "3", "--share", "0.5", "--out", "x.toml"});
  EXPECT_EQ(both.exitCode, 2);
}

TEST(Data, SplitReplacesAFileOnlyWhenThatIsAskedFor) {
  const TemporaryFolder folder;
  drawWorld(folder);
  appendText(folder / "mine.toml", "mine");
  std::vector<std::string> command{"split", "world", "--ratio", "1", "--ignore-scenes", "--out", "mine.toml"};
  const ProgramResult refused = runProgram(folder.path(), command);
  EXPECT_EQ(refused.exitCode, 1);
  EXPECT_TRUE(contains(refused.errors, "mine.toml is there already")) << refused.errors;
  EXPECT_EQ(readText(folder / "mine.toml"), "mine");
  command.push_back("--overwrite");
  EXPECT_EQ(runProgram(folder.path(), command).exitCode, 0);
  EXPECT_TRUE(contains(readText(folder / "mine.toml"), "train/images/"));
}

TEST(Data, SplitLeavesOutTilesWhoseMasksAreUnknownThroughout) {
  const TemporaryFolder folder;
  drawWorld(folder);
  const fs::path mask = fs::directory_iterator(folder / "world/train/masks")->path();
  writePicture(mask, cv::Mat::zeros(32, 32, CV_8UC4));  // transparent
  const ProgramResult result =
      runProgram(folder.path(), {"split", "world", "--ratio", "0", "--ignore-scenes", "--out", "all.toml"});
  EXPECT_EQ(result.exitCode, 0) << result.errors;
  const std::string id = "train/images/" + mask.filename().string();
  EXPECT_TRUE(contains(result.output, "note: " + id + " is unknown throughout in its mask")) << result.output;
  const std::string split = readText(folder / "all.toml");
  const std::size_t unlabelled = split.find("\nunlabelled = [");
  ASSERT_NE(unlabelled, std::string::npos) << split;
  EXPECT_TRUE(contains(split.substr(unlabelled, split.find(']', unlabelled) - unlabelled), id)) << split;
}

TEST(Data, ImportSaysThatWhatOnlyLooksWrongWasWritten) {
  const TemporaryFolder folder;
  drawWorld(folder);
  const fs::path picture = fs::directory_iterator(folder / "world/train/images")->path();
  writePicture(picture, cv::Mat(32, 32, CV_8UC3, cv::Scalar::all(9)));
  const ProgramResult result = runProgram(folder.path(), {"data", "import", "world", "tiles"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.output, "wrote 16 tiles and 16 masks")) << result.output;
  EXPECT_TRUE(contains(result.output, picture.filename().string() + " is of one colour throughout")) << result.output;
  EXPECT_TRUE(contains(result.output, "what could be read was written all the same")) << result.output;
}

TEST(Data, SplitOfOneLargePictureSaysHowItIsDividedAndWhatThatMeans) {
  const TemporaryFolder folder;
  for (const char* name : {"city/images", "city/masks"}) fs::create_directories(folder / name);
  drawWorld(folder);
  const fs::path picture = fs::directory_iterator(folder / "world/train/images")->path();
  fs::copy(picture, folder / "city/images/city.png");
  fs::copy(folder / "world/train/masks" / picture.filename(), folder / "city/masks/city.png");

  const std::vector<std::string> command{"split", "city", "--window", "16", "--ratio", "1", "--out", "city.toml"};
  const ProgramResult grouped = runProgram(folder.path(), command);
  EXPECT_EQ(grouped.exitCode, 0) << grouped.errors;
  EXPECT_TRUE(contains(grouped.output, "note: all tiles show one scene")) << grouped.output;

  std::vector<std::string> divided = command;
  divided.insert(divided.end(), {"--ignore-scenes", "--overwrite"});
  const ProgramResult ungrouped = runProgram(folder.path(), divided);
  EXPECT_EQ(ungrouped.exitCode, 0) << ungrouped.errors;
  EXPECT_TRUE(contains(ungrouped.output, "1 scene is both trained on and measured on")) << ungrouped.output;
  EXPECT_TRUE(contains(readText(folder / "city.toml"), "grouped_by_scene = false"));
}

TEST(Data, CheckOfAFolderThatPairsNothingSaysWhatWasFound) {
  const TemporaryFolder folder;
  drawWorld(folder);
  fs::create_directories(folder / "apart");
  fs::copy(folder / "world/train/images", folder / "apart/images");
  fs::copy(folder / "world/val/masks", folder / "apart/labels");
  appendText(folder / "apart/roads.geojson", "{}");
  const ProgramResult result = runProgram(folder.path(), {"data", "check", "apart"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.output, "pairs no image with a mask: found were images/ (8 pictures: ")) << result.output;
  EXPECT_TRUE(contains(result.output, "labels/ (4 pictures: ")) << result.output;
  EXPECT_TRUE(contains(result.output, "1 .geojson file, whose outlines are not read")) << result.output;
}

TEST(Data, SplitPrintsTheProblemsOfTheData) {
  const TemporaryFolder folder;
  drawWorld(folder);
  const fs::path mask = fs::directory_iterator(folder / "world/train/masks")->path();
  fs::resize_file(mask, 20);
  const ProgramResult result =
      runProgram(folder.path(), {"split", "world", "--ratio", "1", "--ignore-scenes", "--out", "half.toml"});
  EXPECT_EQ(result.exitCode, 0) << result.errors;
  EXPECT_TRUE(contains(result.output, "1 problem:")) << result.output;
  EXPECT_TRUE(contains(result.output, mask.filename().string())) << result.output;
}

TEST(Data, ExportWritesListsOfTwoNamesALineWithMasksOfZeroAndOne) {
  const TemporaryFolder folder;
  drawWorld(folder);
  const ProgramResult drawn =
      runProgram(folder.path(), {"split", "world", "--ratio", "1", "--ignore-scenes", "--out", "half.toml"});
  ASSERT_EQ(drawn.exitCode, 0) << drawn.errors;
  const ProgramResult result =
      runProgram(folder.path(), {"data", "export", "world", "lists", "--split", "half.toml", "--zero-and-one"});
  EXPECT_EQ(result.exitCode, 0) << result.output << result.errors;
  int lines = 0;
  for (const char* name : {"labeled.txt", "unlabeled.txt", "val.txt", "test.txt"}) {
    std::istringstream text(readText(folder / "lists" / name));
    for (std::string line; std::getline(text, line); ++lines) {
      std::istringstream words(line);
      std::string image, mask, more;
      EXPECT_TRUE(words >> image >> mask) << line;
      EXPECT_FALSE(words >> more) << line;
      EXPECT_TRUE(fs::exists(folder / "world" / image)) << line;
      EXPECT_TRUE(fs::exists(folder / "world" / mask)) << line;
    }
  }
  EXPECT_EQ(lines, 16);
  const ProgramResult check = runProgram(folder.path(), {"data", "check", "world"});
  EXPECT_EQ(check.exitCode, 0) << check.output;
}

}  // namespace
}  // namespace macadam
