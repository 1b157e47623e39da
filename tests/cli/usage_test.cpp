#include "support/program.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Usage, AloneItShowsEveryVerbAndWhatToTryFirst) {
  const TemporaryFolder folder;
  const ProgramResult result = runProgram(folder.path(), {});
  EXPECT_EQ(result.exitCode, 0);
  for (const char* verb :
       {"demo", "data", "split", "train", "resume", "suite", "evaluate", "predict", "report", "weights", "bench"}) {
    EXPECT_TRUE(contains(result.output, std::string("\n  ") + verb + " ")) << verb;
  }
  EXPECT_TRUE(contains(result.output, "Try first:"));
}

TEST(Usage, EveryVerbHasAnExampleInItsHelp) {
  const TemporaryFolder folder;
  const std::vector<std::vector<std::string>> verbs{
      {"demo"},   {"data", "check"}, {"data", "demo"}, {"data", "import"}, {"split"},  {"train"},
      {"resume"}, {"suite"},         {"evaluate"},     {"predict"},        {"report"}, {"weights", "inspect"},
      {"bench"}};
  for (std::vector<std::string> verb : verbs) {
    std::string command = "macadam-cli";
    for (const std::string& word : verb) command += ' ' + word;
    verb.push_back("--help");
    const ProgramResult result = runProgram(folder.path(), verb);
    EXPECT_EQ(result.exitCode, 0) << command;
    EXPECT_TRUE(contains(result.output, "Example")) << command;
    EXPECT_TRUE(contains(result.output, "\n  " + command + " ")) << command;
  }
}

TEST(Usage, VersionIsOneLine) {
  const TemporaryFolder folder;
  EXPECT_EQ(runProgram(folder.path(), {"--version"}).output, "Macadam 0.1.0\n");
}

TEST(Usage, UnknownVerbNamesTheOneThatWasMeant) {
  const TemporaryFolder folder;
  const ProgramResult result = runProgram(folder.path(), {"trian"});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_EQ(result.errors, "macadam-cli: 'trian' is no verb; did you mean 'train'?\nsee macadam-cli --help\n");
}

TEST(Usage, AMissingVerbIsAskedForByTheNamesThereAre) {
  const TemporaryFolder folder;
  for (const std::vector<std::string>& words : {std::vector<std::string>{"data"}, {"data", "split", "x"}}) {
    const ProgramResult result = runProgram(folder.path(), words);
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_EQ(
        result.errors,
        "macadam-cli data: a verb is missing; known are: check, demo, import, export\nsee macadam-cli data --help\n");
  }
}

TEST(Usage, UnknownOptionNamesTheOneThatWasMeant) {
  const TemporaryFolder folder;
  const ProgramResult result = runProgram(folder.path(), {"train", "--prest", "demo"});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_EQ(result.errors,
            "macadam-cli train: '--prest' is no option; did you mean '--preset'?\nsee macadam-cli train --help\n");
}

TEST(Usage, TrainWithoutASpecSaysHowToNameOne) {
  const TemporaryFolder folder;
  const ProgramResult result = runProgram(folder.path(), {"train"});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_TRUE(contains(result.errors, "name a spec file, or a preset by --preset (demo, small, real, paper)"));
}

TEST(Usage, PredictingAPictureThatIsNotThereSaysSoAndMakesNoFolder) {
  const TemporaryFolder folder;
  const ProgramResult result = runProgram(folder.path(), {"predict", "run", "absent.png"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_EQ(result.errors, "absent.png does not exist; check the name, or name a folder\n");
  EXPECT_FALSE(std::filesystem::exists(folder / "predictions"));
}

TEST(Usage, PredictsByTheNetworkThatTheRunIsJudgedBy) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "run/checkpoints");
  appendText(folder / "run/run.toml", "[method]\nkind = \"mean_teacher\"\n");
  const std::string header = R"({"__metadata__":{"network.teacher1":"deeplab_v3plus resnet18 width=0.25"}})";
  const std::string length{static_cast<char>(header.size()), 0, 0, 0, 0, 0, 0, 0};
  appendText(folder / "run/checkpoints/best.safetensors", length + header);  // neither of the two that are asked for
  appendText(folder / "a.png", "a picture");
  const ProgramResult result = runProgram(folder.path(), {"predict", "run", "a.png"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.errors, "holds no network 'average'")) << result.errors;
  const ProgramResult named = runProgram(folder.path(), {"predict", "run", "a.png", "--network", "student"});
  EXPECT_TRUE(contains(named.errors, "holds no network 'student'")) << named.errors;
}

TEST(Usage, UnknownFieldOfASpecNamesTheOneThatWasMeant) {
  const TemporaryFolder folder;
  appendText(folder / "run.toml", "[schedule]\nlearning_rat = 0.1\n");
  const ProgramResult result = runProgram(folder.path(), {"train", "run.toml"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.errors, "learning_rate")) << result.errors;
}

TEST(Usage, EveryProblemOfASpecIsALineOfItsOwnAndNoFolderIsMade) {
  const TemporaryFolder folder;
  const ProgramResult result =
      runProgram(folder.path(), {"train", "--preset", "demo", "--set", "augment.minimum_scale=3"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.errors, "data.path is empty")) << result.errors;
  EXPECT_TRUE(contains(result.errors, "augment.minimum_scale")) << result.errors;
  EXPECT_FALSE(std::filesystem::exists(folder / "runs"));
}

TEST(Usage, PrintedSpecCanBeReadBack) {
  const TemporaryFolder folder;
  const ProgramResult printed =
      runProgram(folder.path(), {"train", "--preset", "small", "--set", "seed=7", "--print-spec"});
  EXPECT_EQ(printed.exitCode, 0);
  appendText(folder / "small.toml", printed.output);
  EXPECT_EQ(runProgram(folder.path(), {"train", "small.toml", "--print-spec"}).output, printed.output);
}

TEST(Usage, SuiteRefusesAnUnknownRowByItsName) {
  const TemporaryFolder folder;
  const ProgramResult result =
      runProgram(folder.path(), {"suite", "--preset", "demo", "--data", ".", "--rows", "sslk"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_EQ(result.errors, "row 'sslk' does not exist; did you mean 'sslkd'?\n");
}

}  // namespace
}  // namespace macadam
