#include "support/program.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTinySpec = R"(
name = "tiny"
device = "cpu"
threads = 1
[data]
path = "world"
tile_size = 32
[split]
unlabelled_per_labelled = 1.0
group_by_scene = false
[networks]
student = { architecture = "deeplab_v3plus", encoder = "resnet18", width = 0.125 }
teacher1 = { architecture = "deeplab_v3plus", encoder = "resnet34", width = 0.125 }
teacher2 = { architecture = "segnet", width = 0.125 }
[method]
kind = "sslkd"
iterations = 16
warm_up_iterations = 4
[method.teachers]
iterations = 16
warm_up_iterations = 8
[schedule]
labelled_batch = 2
unlabelled_batch = 2
evaluate_every = 8
checkpoint_every = 5
preview_every = 0
)";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The tensors of a safetensors file with their names, without the metadata: those hold times.
std::string tensorsOf(const fs::path& file) {
  const std::string bytes = readText(file);
  std::uint64_t size = 0;
  std::memcpy(&size, bytes.data(), sizeof size);
  nlohmann::json header = nlohmann::json::parse(bytes.substr(sizeof size, size));
  header.erase("__metadata__");
  return header.dump() + bytes.substr(sizeof size + size);
}

class Training : public ::testing::Test {
 protected:
  void SetUp() override {
    const ProgramResult world =
        program({"data", "demo", "world", "--train", "8", "--val", "4", "--test", "4", "--tile", "32"});
    ASSERT_EQ(world.exitCode, 0) << world.errors;
    appendText(folder_ / "tiny.toml", kTinySpec);
  }

  ProgramResult program(const std::vector<std::string>& arguments, Program::Limits limits = {}) const {
    return runProgram(folder_.path(), arguments, limits);
  }

  /// The only run in a folder of runs; empty before there is one.
  fs::path onlyRun(const std::string& runs) const {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder_ / runs, none)) {
      if (fs::exists(entry.path() / "run.toml")) return entry.path();
    }
    return {};
  }

  /// Waits until the run has made a step; false when the process ended before.
  bool waitForIteration(Program& process, const std::string& runs, int iteration) const {
    const std::string sign = "\"iteration\":" + std::to_string(iteration) + ",";
    while (process.isRunning()) {
      if (const fs::path run = onlyRun(runs); !run.empty() && contains(readText(run / "metrics.jsonl"), sign))
        return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return false;
  }

  void expectEqualWeights(const fs::path& one, const fs::path& other) const {
    for (const char* file : {"last.safetensors", "best.safetensors", "teachers.safetensors"}) {
      EXPECT_TRUE(tensorsOf(one / "checkpoints" / file) == tensorsOf(other / "checkpoints" / file)) << file;
    }
  }

  TemporaryFolder folder_;
};

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
  EXPECT_EQ(result.output, readText(onlyRun("runs") / "metrics.jsonl"));
}

TEST_F(Training, AGpuThatIsNotThereIsNamedAndNoRunIsLeftBehind) {
  const ProgramResult result = program({"train", "tiny.toml", "--device", "cuda:63"});
  EXPECT_EQ(result.exitCode, 3);
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
  EXPECT_TRUE(contains(locked.errors, "is being trained by another process")) << locked.errors;
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
