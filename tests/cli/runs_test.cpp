#include "training_fixture.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <set>
#include <sys/file.h>
#include <unistd.h>

namespace macadam {
namespace {

using Runs = Training;

/// Trains the student alone for two steps.
const std::vector<std::string> kShort{"train", "tiny.toml",          "--set", "method.kind=supervised",
                                      "--set", "method.iterations=2"};

fs::path anyFileIn(const fs::path& folder) {
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.insert(entry.path());
  return *files.begin();
}

TEST_F(Runs, AWrongDataFolderIsRefusedBeforeARunIsMade) {
  const ProgramResult result = program({"train", "tiny.toml", "--data", "wrold"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_EQ(result.errors,
            "data.path names " + (folder_ / "wrold").string() + ", which does not exist; check the name\n");
  EXPECT_FALSE(fs::exists(folder_ / "runs"));
  fs::create_directory(folder_ / "empty");
  const ProgramResult empty = program({"train", "tiny.toml", "--data", "empty"});
  EXPECT_EQ(empty.exitCode, 1) << empty.errors;
  EXPECT_TRUE(onlyRun("runs").empty());
}

TEST_F(Runs, AWindowThatHasTheProjectOpenIsSaid) {
  fs::create_directory(folder_ / "project");
  appendText(folder_ / "project" / "project.toml", "[data]\npath = \"../world\"\ntile_size = 32\n");
  std::vector<std::string> train = kShort;
  train.insert(train.end(), {"--runs", "project/runs"});
  EXPECT_FALSE(contains(program(train).errors, "window"));
  const int window = ::open((folder_ / "project" / "open.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  ASSERT_EQ(::flock(window, LOCK_EX), 0);
  const ProgramResult result = program(train);
  EXPECT_EQ(result.exitCode, 0);
  EXPECT_TRUE(contains(result.errors, "note: a window has the project " + (folder_ / "project").string() + " open"))
      << result.errors;
  ::close(window);
}

TEST_F(Runs, WhatVanishesWhileARunTrainsIsMadeAgainAndSaid) {
  Program process(folder_.path(), {"train", "tiny.toml", "--set", "method.kind=supervised", "--set",
                                   "method.iterations=80", "--set", "schedule.checkpoint_every=1"});
  ASSERT_TRUE(waitForIteration(process, "runs", 2));
  const fs::path run = onlyRun("runs");
  for (const char* file : {"lock", "log.txt", "run.toml"}) fs::remove(run / file);
  const ProgramResult result = process.wait();
  EXPECT_EQ(result.exitCode, 0) << result.errors;
  for (const char* file : {"lock", "log.txt", "run.toml"}) {
    const fs::path told = fs::path("runs") / run.filename() / file;
    EXPECT_TRUE(contains(result.output, told.string() + " has gone while the run trains; it is made again"))
        << result.output;
    EXPECT_TRUE(fs::exists(run / file)) << file;
  }
}

TEST_F(Runs, AMetricsLogThatVanishesEndsTheTrainingWithACheckpoint) {
  Program process(folder_.path(), {"train", "tiny.toml", "--set", "method.kind=supervised", "--set",
                                   "method.iterations=4000", "--set", "schedule.evaluate_every=4000"});
  ASSERT_TRUE(waitForIteration(process, "runs", 2));
  const fs::path run = onlyRun("runs");
  fs::remove(run / "metrics.jsonl");
  const ProgramResult result = process.wait();
  EXPECT_EQ(result.exitCode, 3);
  EXPECT_TRUE(contains(result.errors, "metrics.jsonl has gone while the run wrote into it")) << result.errors;
  EXPECT_TRUE(fs::exists(run / "checkpoints/last.safetensors"));
}

TEST_F(Runs, TwoSuitesInOneFolderTrainEachRunOnce) {
  const std::vector<std::string> command{"suite",   "tiny.toml",
                                         "--rows",  "supervised-student,sslkd",
                                         "--seeds", "1,2",
                                         "--set",   "method.iterations=6",
                                         "--set",   "method.warm_up_iterations=2",
                                         "--set",   "method.teachers.iterations=6",
                                         "--set",   "method.teachers.warm_up_iterations=2"};
  Program one(folder_.path(), command), other(folder_.path(), command);
  const ProgramResult first = one.wait(), second = other.wait();
  EXPECT_EQ(first.exitCode, 0) << first.output << first.errors;
  EXPECT_EQ(second.exitCode, 0) << second.output << second.errors;
  int folders = 0;
  for (const auto& entry : fs::directory_iterator(folder_ / "runs")) folders += fs::exists(entry.path() / "run.toml");
  EXPECT_EQ(folders, 6) << "three rows of two seeds, the teachers' among them";
  const nlohmann::json index = nlohmann::json::parse(readText(folder_ / "runs/suite.json"));
  EXPECT_EQ(index.at("runs").size(), 6u) << index.dump(1);
}

TEST_F(Runs, AReportLeavesADamagedRunOutAndIsNotReplacedInSilence) {
  ASSERT_EQ(program(kShort).exitCode, 0);
  const fs::path damaged = onlyRun("runs");
  std::vector<std::string> second = kShort;
  second.insert(second.end(), {"--name", "whole"});
  ASSERT_EQ(program(second).exitCode, 0);
  appendText(damaged / "run.toml", "seed ==\n");
  fs::create_directories(folder_ / "runs/ruin");
  appendText(folder_ / "runs/ruin/metrics.jsonl", "\n");

  const ProgramResult result = program({"report", "runs"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.errors, "left out: " + (fs::path("runs") / damaged.filename() / "run.toml").string()))
      << result.errors;
  EXPECT_TRUE(contains(result.errors, "left out: runs/ruin is not a run")) << result.errors;
  EXPECT_TRUE(contains(readText(folder_ / "report/table.md"), "| supervised | student, DeepLabV3+ ResNet-18 ×0.125 |"));

  const ProgramResult again = program({"report", "runs/" + onlyRun("runs").filename().string()});
  EXPECT_EQ(again.exitCode, 1);
  EXPECT_EQ(again.errors, "report/report.html is there already; name another place, or replace it by --overwrite\n");
}

TEST_F(Runs, PredictionsAndFiguresAreNotReplacedInSilence) {
  ASSERT_EQ(program(kShort).exitCode, 0);
  const std::string run = onlyRun("runs").string();
  const std::string picture = anyFileIn(folder_ / "world/test/images").string();
  const std::string stem = fs::path(picture).stem().string();
  const std::vector<std::string> predict{"predict", run, picture, "--tile", "64", "--overlap", "8"};
  EXPECT_EQ(program(predict).exitCode, 0);
  const ProgramResult again = program(predict);
  EXPECT_EQ(again.exitCode, 1);
  EXPECT_EQ(again.errors,
            "predictions/" + stem + "_mask.tif is there already; name another place, or replace it by --overwrite\n");
  std::vector<std::string> replacing = predict;
  replacing.push_back("--overwrite");
  EXPECT_EQ(program(replacing).exitCode, 0);

  EXPECT_EQ(program({"evaluate", run, "--csv", "tiles.csv"}).exitCode, 0);
  EXPECT_EQ(program({"evaluate", run, "--csv", "tiles.csv"}).exitCode, 1);
  EXPECT_EQ(program({"evaluate", run, "--csv", "tiles.csv", "--overwrite"}).exitCode, 0);
}

TEST_F(Runs, AnEvaluationTellsTheDifferenceToAnotherRun) {
  ASSERT_EQ(program(kShort).exitCode, 0);
  const std::string run = onlyRun("runs").string();
  const ProgramResult result = program({"evaluate", run, "--against", run});
  EXPECT_EQ(result.exitCode, 0) << result.errors;
  EXPECT_TRUE(contains(result.output, "\nAgainst " + run + ":\n")) << result.output;
  EXPECT_TRUE(contains(result.output, "IoU 0.0 points (95 % interval 0.0 to 0.0, bootstrap over 4 tiles)"))
      << result.output;
  const nlohmann::json figures = nlohmann::json::parse(program({"evaluate", run, "--against", run, "--json"}).output);
  EXPECT_EQ(figures.at("differences").at(0).at("iou"), 0.0);
  EXPECT_EQ(figures.at("differences").at(0).at("tiles"), 4);
  EXPECT_EQ(figures.at("differences").at(0).at("interval_95"), nlohmann::json({0.0, 0.0}));
}

TEST_F(Runs, AnEvaluationNamesATileThatOnlyTheOtherRunCannotRead) {
  fs::copy(folder_ / "world", folder_ / "other", fs::copy_options::recursive);
  std::vector<std::string> second = kShort;
  second.insert(second.end(), {"--data", "other", "--runs", "others"});
  ASSERT_EQ(program(kShort).exitCode, 0);
  ASSERT_EQ(program(second).exitCode, 0);
  const fs::path picture = anyFileIn(folder_ / "other/test/images");
  fs::resize_file(picture, 200);
  const ProgramResult result = program({"evaluate", onlyRun("runs").string(), "--against", onlyRun("others").string()});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.errors, picture.filename().string())) << result.errors;
  EXPECT_TRUE(contains(result.output, "bootstrap over 3 tiles")) << result.output;
}

TEST_F(Runs, AnEvaluationLeavesOutATileThatCannotBeRead) {
  ASSERT_EQ(program(kShort).exitCode, 0);
  const fs::path picture = anyFileIn(folder_ / "world/test/images");
  fs::resize_file(picture, 200);
  const ProgramResult result = program({"evaluate", onlyRun("runs").string(), "--json"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.errors, picture.filename().string())) << result.errors;
  const nlohmann::json networks = nlohmann::json::parse(result.output).at("networks");
  EXPECT_EQ(networks.at(0).at("tiles").size(), 3u);

  fs::remove(picture);
  const fs::path mask = folder_ / "world/test/masks" / anyFileIn(folder_ / "world/test/images").filename();
  fs::remove(mask);
  const ProgramResult fewer = program({"evaluate", onlyRun("runs").string(), "--json"});
  EXPECT_EQ(fewer.exitCode, 1);
  EXPECT_TRUE(contains(fewer.errors, picture.filename().string() + " is in the run's split, but not in "))
      << fewer.errors;
  EXPECT_TRUE(contains(fewer.errors, mask.filename().string() + " is in the run's split, but has no usable mask"))
      << fewer.errors;
  EXPECT_EQ(nlohmann::json::parse(fewer.output).at("networks").at(0).at("tiles").size(), 2u);
}

TEST_F(Runs, AnotherMethodAndArchitectureKeepWhatTheyHaveInCommonWithTheSpecs) {
  const ProgramResult result = program({"train", "tiny.toml", "--print-spec", "--set", "networks.student.encoder=vgg16",
                                        "--set", "networks.student.architecture=segnet", "--set", "method.kind=cps"});
  EXPECT_EQ(result.exitCode, 0) << result.errors;
  EXPECT_TRUE(contains(result.output, "kind = \"cps\"\niterations = 16\nwarm_up_iterations = 4\n")) << result.output;
  EXPECT_TRUE(contains(result.output, "architecture = \"segnet\", encoder = \"vgg16\", width = 0.125"))
      << result.output;
}

}  // namespace
}  // namespace macadam
