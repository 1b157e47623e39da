#include "runs/run_log.h"

#include "base/error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace macadam {
namespace {

std::string textOf(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST(RunLog, TellsStagesScoresAndTheEndingInWords) {
  const TemporaryFolder folder;
  {
    RunLog log(folder / "log.txt");
    log.post(StageStarted{.name = "student SSLKD", .index = 1, .count = 2, .firstIteration = 11, .iterations = 90});
    log.post(StepDone{.iteration = 11});
    log.post(
        Evaluated{.iteration = 20, .scores = {{"student", {.truePositives = 1, .falseNegatives = 1}}}, .best = true});
    log.post(RunFinished{.ending = Ending::Failed, .iteration = 20, .message = "the disk is full", .seconds = 2.0});
  }
  const std::string text = textOf(folder / "log.txt");
  EXPECT_NE(text.find("info  stage 2 of 2: student SSLKD, 90 iterations from 11\n"), text.npos) << text;
  EXPECT_NE(text.find("validation at 20:  student IoU 50.00 F1 66.67  best\n"), text.npos) << text;
  EXPECT_NE(text.find("error  failed: the disk is full at iteration 20 after 2.0 s\n"), text.npos) << text;
}

TEST(RunLog, AppendsWhenARunIsResumed) {
  const TemporaryFolder folder;
  for (int i = 0; i < 2; ++i) RunLog(folder / "log.txt").post(Warning{"again"});
  const std::string text = textOf(folder / "log.txt");
  EXPECT_NE(text.find("again"), text.rfind("again"));
}

TEST(RunLog, NamesAFileThatCannotBeOpened) {
  EXPECT_THROW(RunLog("/dev/null/log.txt"), Error);
}

}  // namespace macadam
