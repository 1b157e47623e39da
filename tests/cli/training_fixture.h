#pragma once

#include "support/program.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace macadam {

namespace fs = std::filesystem;

inline constexpr const char* kTinySpec = R"(
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

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// 8 training, 4 validation and 4 test tiles of 32 pixels in `world`, and a spec in `tiny.toml` that trains on them in
/// seconds.
class Training : public ::testing::Test {
 protected:
  void SetUp() override {
    const ProgramResult world =
        program({"data", "demo", "world", "--train", "8", "--val", "4", "--test", "4", "--tile", "32"});
    ASSERT_EQ(world.exitCode, 0) << world.errors;
    appendText(folder_ / "tiny.toml", kTinySpec);
  }

  ProgramResult program(const std::vector<std::string>& arguments, Program::Conditions conditions = {}) const {
    return runProgram(folder_.path(), arguments, conditions);
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

  TemporaryFolder folder_;
};

}  // namespace macadam
