#include "support/program.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <signal.h>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace macadam {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::string> tinyBench(std::vector<std::string> more, const std::string& steps = "1") {
  std::vector<std::string> arguments{"bench",  "--method",  "supervised", "--student", "18",      "--width", "0.125",
                                     "--size", "32",        "--batch",    "2",         "--steps", steps,     "--warmup",
                                     "0",      "--threads", "2",          "--device",  "cpu"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

std::string textOf(const std::string& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The processes that this one has started and that have not ended.
std::vector<pid_t> childrenOf(pid_t process) {
  std::istringstream numbers(
      textOf("/proc/" + std::to_string(process) + "/task/" + std::to_string(process) + "/children"));
  std::vector<pid_t> children;
  for (pid_t child = 0; numbers >> child;) children.push_back(child);
  return children;
}

bool isRunning(pid_t process) {
  const std::string line = textOf("/proc/" + std::to_string(process) + "/stat");
  const std::size_t name = line.rfind(')');
  return name != std::string::npos && line.substr(name + 2, 1) != "Z";
}

/// False when patience ends.
template <typename Condition>
bool waitUntil(Condition condition) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + std::chrono::minutes(1);
  while (!condition()) {
    if (Clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

TEST(Bench, TimesStepsAloneAndBesideBusyProcesses) {
  const TemporaryFolder folder;
  const ProgramResult text = runProgram(folder.path(), tinyBench({"--beside", "2"}));
  EXPECT_EQ(text.exitCode, 0) << text.errors;
  EXPECT_TRUE(contains(text.output, "s median, while 2 other processes compute\n")) << text.output;
  const ProgramResult json = runProgram(folder.path(), tinyBench({"--beside", "1", "--json"}));
  EXPECT_TRUE(contains(json.output, "\"beside\":1,\"seconds_median_beside\":")) << json.output;
}

TEST(Bench, BusyProcessesEndWithTheOneThatStartedThemHoweverItEnds) {
  const TemporaryFolder folder;
  Program bench(folder.path(), tinyBench({"--beside", "2"}, "40"));
  std::vector<pid_t> busy;
  ASSERT_TRUE(waitUntil([&] {
    busy = childrenOf(bench.number());
    return busy.size() == 2 || !bench.isRunning();
  }));
  ASSERT_EQ(busy.size(), 2U);
  bench.send(SIGKILL);
  EXPECT_EQ(bench.wait().signal, SIGKILL);
  for (const pid_t process : busy) EXPECT_TRUE(waitUntil([&] { return !isRunning(process); }));
}

}  // namespace
}  // namespace macadam
