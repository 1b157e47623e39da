#include "eval/measures.h"
#include "training_fixture.h"

#include <nlohmann/json.hpp>

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace macadam {
namespace {

/// The tensors of a safetensors file with their names, without the metadata: those hold times.
std::string tensorsOf(const fs::path& file) {
  const std::string bytes = readText(file);
  std::uint64_t size = 0;
  std::memcpy(&size, bytes.data(), sizeof size);
  nlohmann::json header = nlohmann::json::parse(bytes.substr(sizeof size, size));
  header.erase("__metadata__");
  return header.dump() + bytes.substr(sizeof size + size);
}

void expectEqualWeights(const fs::path& one, const fs::path& other) {
  for (const char* file : {"last.safetensors", "best.safetensors", "teachers.safetensors"}) {
    EXPECT_TRUE(tensorsOf(one / "checkpoints" / file) == tensorsOf(other / "checkpoints" / file)) << file;
  }
}

TEST_F(Training, ARunKilledAtAnyMomentAndResumedEndsWithTheSameWeights) {
  ASSERT_EQ(program({"train", "tiny.toml", "--runs", "whole"}).exitCode, 0);
  for (const int iteration : {3, 12, 18, 27}) {  // in each of the four stages
    const std::string runs = "killed" + std::to_string(iteration);
    Program process(folder_.path(), {"train", "tiny.toml", "--runs", runs});
    ASSERT_TRUE(waitForIteration(process, runs, iteration));
    process.send(SIGKILL);
    ASSERT_EQ(process.wait().signal, SIGKILL);
    const ProgramResult resumed = program({"resume", onlyRun(runs).string()});
    EXPECT_EQ(resumed.exitCode, 0) << resumed.errors;
    expectEqualWeights(onlyRun("whole"), onlyRun(runs));
  }
}

TEST_F(Training, InterruptLeavesACheckpointAndExitsWith130) {
  Program process(folder_.path(), {"train", "tiny.toml", "--runs", "runs"});
  ASSERT_TRUE(waitForIteration(process, "runs", 2));
  process.send(SIGINT);
  const ProgramResult result = process.wait();
  EXPECT_EQ(result.exitCode, 130);
  EXPECT_TRUE(contains(result.output, "go on: macadam-cli resume")) << result.output;
  EXPECT_TRUE(fs::exists(onlyRun("runs") / "checkpoints/last.safetensors"));
  EXPECT_EQ(program({"resume", onlyRun("runs").string()}).exitCode, 0);
}

TEST_F(Training, EventsAsJsonAreOneObjectALine) {
  const ProgramResult result =
      program({"train", "tiny.toml", "--json", "--set", "method.kind=supervised", "--set", "method.iterations=2"});
  EXPECT_EQ(result.exitCode, 0) << result.errors;
  std::string kept;  // what is only of the moment is told to who listens, and not kept
  std::istringstream lines(result.output);
  for (std::string line; std::getline(lines, line);) {
    if (!contains(line, R"({"event":"evaluating",)")) kept += line + '\n';
  }
  EXPECT_LT(kept.size(), result.output.size());
  EXPECT_EQ(kept, readText(onlyRun("runs") / "metrics.jsonl"));
}

TEST_F(Training, AGpuThatIsNotThereIsNamedAndNoRunIsLeftBehind) {
  const ProgramResult result = program({"train", "tiny.toml", "--device", "cuda:63"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(contains(result.errors, "device cuda:63 is not there")) << result.errors;
  EXPECT_TRUE(onlyRun("runs").empty());
}

TEST_F(Training, AResumeThatFailsLeavesTheRunAsItWas) {
  ASSERT_EQ(program({"train", "tiny.toml", "--set", "method.kind=supervised", "--set", "method.iterations=2"}).exitCode,
            0);
  const fs::path run = onlyRun("runs");
  fs::rename(run / "checkpoints/best.safetensors", run / "checkpoints/teachers.safetensors");
  fs::remove(run / "checkpoints/last.safetensors");
  fs::remove(run / "metrics.jsonl");
  const std::string spec = readText(run / "run.toml");

  const ProgramResult noGpu = program({"resume", run.string(), "--device", "cuda:63"});
  EXPECT_EQ(noGpu.exitCode, 3);
  EXPECT_TRUE(contains(noGpu.errors, "device cuda:63 is not there")) << noGpu.errors;
  EXPECT_TRUE(fs::exists(run / "checkpoints/teachers.safetensors"));
  EXPECT_EQ(readText(run / "run.toml"), spec);

  const int lock = ::open((run / "lock").c_str(), O_RDWR | O_CLOEXEC);  // as another process that trains it
  ASSERT_EQ(::flock(lock, LOCK_EX | LOCK_NB), 0);
  const ProgramResult locked = program({"resume", run.string()});
  EXPECT_EQ(locked.exitCode, 3);
  EXPECT_TRUE(contains(locked.errors, "is being trained by another program")) << locked.errors;
  EXPECT_TRUE(fs::exists(run / "checkpoints/teachers.safetensors"));
  ::close(lock);
}

TEST_F(Training, AResumeTakesOtherLimitsAndNoOtherNetworks) {
  Program process(folder_.path(), {"train", "tiny.toml"});
  ASSERT_TRUE(waitForIteration(process, "runs", 2));
  process.send(SIGINT);
  ASSERT_EQ(process.wait().exitCode, 130);
  const fs::path run = onlyRun("runs");
  const std::string spec = readText(run / "run.toml");

  const ProgramResult other =
      program({"resume", run.string(), "--set", "networks.student.width=0.25", "--set", "seed=4"});
  EXPECT_EQ(other.exitCode, 1);
  EXPECT_TRUE(contains(other.errors, "networks.student.width is 0.125 in this run")) << other.errors;
  EXPECT_TRUE(contains(other.errors, "seed is 1 in this run")) << other.errors;
  EXPECT_EQ(readText(run / "run.toml"), spec);

  const ProgramResult longer =
      program({"resume", run.string(), "--set", "method.iterations=18", "--set", "data.decode_workers=1"});
  EXPECT_EQ(longer.exitCode, 0) << longer.errors;
  EXPECT_TRUE(contains(longer.output, "completed 34 iterations")) << longer.output;
  EXPECT_TRUE(contains(readText(run / "run.toml"), "decode_workers = 1"));

  const ProgramResult complete = program({"resume", run.string()});
  EXPECT_EQ(complete.exitCode, 0) << complete.errors;
  EXPECT_TRUE(contains(complete.output, "name more than its 18 iterations")) << complete.output;
  const ProgramResult pastTheEnd = program({"resume", run.string(), "--set", "method.iterations=20"});
  EXPECT_EQ(pastTheEnd.exitCode, 0) << pastTheEnd.errors;
  EXPECT_TRUE(contains(pastTheEnd.output, "completed 36 iterations")) << pastTheEnd.output;
}

TEST_F(Training, AFullDiskIsNamedAndTheCheckpointBeforeItIsIntact) {
  Program process(folder_.path(), {"train", "tiny.toml"});
  ASSERT_TRUE(waitForIteration(process, "runs", 2));
  process.send(SIGINT);
  ASSERT_EQ(process.wait().exitCode, 130);
  const fs::path checkpoint = onlyRun("runs") / "checkpoints/last.safetensors";
  const std::string before = readText(checkpoint);

  const ProgramResult full = program({"resume", onlyRun("runs").string()}, {.fileBytes = 65536});
  EXPECT_EQ(full.exitCode, 3);
  EXPECT_TRUE(contains(full.errors, ".safetensors cannot be written")) << full.errors;
  EXPECT_TRUE(contains(full.errors, "its last checkpoint is intact")) << full.errors;
  EXPECT_TRUE(readText(checkpoint) == before);
  EXPECT_EQ(program({"resume", onlyRun("runs").string()}).exitCode, 0);
}

TEST_F(Training, ASuiteSharesItsTeachersAndIsNotTrainedTwice) {
  const std::vector<std::string> command{"suite", "tiny.toml", "--rows", "supervised-student,sslkd"};
  const ProgramResult first = program(command);
  EXPECT_EQ(first.exitCode, 0) << first.errors;
  EXPECT_TRUE(contains(first.output, "[3 of 3] sslkd, seed 1")) << first.output;
  EXPECT_TRUE(contains(first.output, "on the test tiles")) << first.output;
  for (const char* file : {"report.html", "table.md", "table.csv", "table.tex"}) {
    EXPECT_TRUE(fs::exists(folder_ / "runs/report" / file)) << file;
  }

  const ProgramResult second = program(command);
  EXPECT_EQ(second.exitCode, 0) << second.errors;
  EXPECT_FALSE(contains(second.output, "stage")) << second.output;

  const ProgramResult other = program({"suite", "tiny.toml", "--set", "schedule.learning_rate=0.02"});
  EXPECT_EQ(other.exitCode, 1);
  EXPECT_TRUE(contains(other.errors, "schedule.learning_rate (0.01, now 0.02)")) << other.errors;
}

TEST_F(Training, ARunIsEvaluatedOnItsTestTilesAsItReportedItself) {
  ASSERT_EQ(program({"train", "tiny.toml"}).exitCode, 0);
  const ProgramResult result = program({"evaluate", onlyRun("runs").string(), "--json", "--csv", "tiles.csv"});
  ASSERT_EQ(result.exitCode, 0) << result.errors;
  const nlohmann::json networks = nlohmann::json::parse(result.output).at("networks");
  ASSERT_EQ(networks.size(), 3u);
  EXPECT_EQ(networks.at(0).at("tiles").size(), 4u);
  const std::string titles = readText(folder_ / "tiles.csv");
  for (const Measure& measure : kMeasures) {
    EXPECT_TRUE(networks.at(0).at("pooled").contains(measure.key)) << measure.key;
    EXPECT_TRUE(networks.at(0).at("tiles").at(0).contains(measure.key)) << measure.key;
    EXPECT_TRUE(contains(titles.substr(0, titles.find('\n')) + ',', ',' + std::string(measure.key) + ',')) << titles;
  }

  std::string tested;
  std::istringstream lines(readText(onlyRun("runs") / "metrics.jsonl"));
  for (std::string line; std::getline(lines, line);) {
    if (contains(line, "\"test\"")) tested = line;
  }
  const nlohmann::json scores = nlohmann::json::parse(tested).at("scores");
  for (const nlohmann::json& network : networks) {
    for (const nlohmann::json& score : scores) {
      if (score.at("network") != network.at("network")) continue;
      EXPECT_EQ(score.at("pooled").at(0), network.at("pooled").at("true_positives"));
    }
  }
  EXPECT_TRUE(contains(readText(folder_ / "tiles.csv"), "student,\"test/")) << readText(folder_ / "tiles.csv");
}

}  // namespace
}  // namespace macadam
