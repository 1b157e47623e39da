#include "ui/project/train_again.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

RunRecord measured(const std::string& folder, RunState state, const std::string& network = "student") {
  RunRecord run{.folder = RunFolder(folder)};
  run.summary.state = state;
  run.summary.networks = {{.network = network}};
  return run;
}

}  // namespace

TEST(TrainAgain, KeepsTheSettingsAndNamesTheStudentToBeginWith) {
  RunRecord run = measured("/runs/first", RunState::Completed);
  run.spec.seed = 7;
  run.spec.networks.studentFrom = "/runs/zeroth";
  EXPECT_EQ(settingsAgain(run, Beginning::FromStudent).networks.studentFrom, "/runs/first");
  EXPECT_EQ(settingsAgain(run, Beginning::FromStudent).seed, 7u);
  EXPECT_EQ(settingsAgain(run, Beginning::Anew).networks.studentFrom, "");
}

TEST(TrainAgain, NeedsAStudentThatWasMeasured) {
  EXPECT_TRUE(hasTrainedStudent(measured("/run", RunState::Stopped)));
  EXPECT_FALSE(hasTrainedStudent(measured("/run", RunState::Completed, "teacher1")));
  EXPECT_FALSE(hasTrainedStudent(RunRecord{}));
}

TEST(TrainAgain, MeansTheNewestRunThatCameToItsEnd) {
  const std::vector<RunRecord> runs{measured("/a", RunState::Completed), measured("/b", RunState::Completed),
                                    measured("/c", RunState::Stopped), RunRecord{}};
  EXPECT_EQ(newestTrainedRun(runs), &runs[1]);
  const std::vector<RunRecord> stopped{measured("/a", RunState::Stopped), measured("/b", RunState::Failed)};
  EXPECT_EQ(newestTrainedRun(stopped), &stopped[1]);
  EXPECT_EQ(newestTrainedRun({}), nullptr);
}

}  // namespace macadam
