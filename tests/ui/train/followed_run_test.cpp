#include "ui/train/followed_run.h"

#include "base/error.h"
#include "runs/event_json.h"
#include "runs/metrics_log.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <variant>
#include <vector>

namespace macadam {
namespace {

/// A run whose metrics say that it ended, before anybody follows it.
class FollowedRunTest : public testing::Test {
 protected:
  FollowedRunTest() {
    appendText(run_.metrics(), toJsonLine(StageStarted{.name = "student", .count = 1, .totalIterations = 9}) + '\n');
    appendText(run_.metrics(), toJsonLine(StepDone{.iteration = 9, .stepSeconds = 0.5}) + '\n');
    appendText(run_.metrics(), toJsonLine(RunFinished{.ending = Ending::Completed, .iteration = 9}) + '\n');
  }

  /// What is told last when a process that has ended is followed.
  RunFinished endingSince(FollowedSince since) {
    std::vector<Event> told;
    FollowedRun(run_, since)
        .follow(ProcessMark(), {}, {},
                {.begin = [] {}, .post = [&](Event event) { told.push_back(std::move(event)); }});
    EXPECT_EQ(told.size(), 1U);
    return std::get<RunFinished>(told.back());
  }

  TemporaryFolder folder_;
  RunFolder run_{folder_.path()};
};

TEST_F(FollowedRunTest, AnEndingThatWasWrittenBeforeIsTheRunsOwnWhereItWasUnderWay) {
  const RunFinished ending = endingSince(FollowedSince::Midway);
  EXPECT_EQ(ending.ending, Ending::Completed);
  EXPECT_EQ(ending.iteration, 9);
  EXPECT_EQ(ending.message, "");
}

TEST_F(FollowedRunTest, ATimeLimitIsToldAsSuch) {
  truncateAfter(run_.metrics(), 9);
  appendText(run_.metrics(),
             toJsonLine(RunFinished{.ending = Ending::TimeLimit, .iteration = 9, .seconds = 60.0}) + '\n');
  const RunFinished ending = endingSince(FollowedSince::Midway);
  EXPECT_EQ(ending.ending, Ending::TimeLimit);
  EXPECT_EQ(ending.iteration, 9);
  EXPECT_EQ(ending.seconds, 60.0);
}

TEST_F(FollowedRunTest, AnEndingThatWasWrittenBeforeItsStartIsOfAnotherProcess) {
  const RunFinished ending = endingSince(FollowedSince::BeforeItsStart);
  EXPECT_EQ(ending.ending, Ending::Failed);
  EXPECT_EQ(ending.message, "its process has ended without a word");
}

TEST_F(FollowedRunTest, AnEndingInAFileThatItsProcessHasWrittenAnewIsItsOwn) {
  FollowedRun followed(run_, FollowedSince::BeforeItsStart);
  truncateAfter(run_.metrics(), 9);
  appendText(run_.metrics(), toJsonLine(RunFinished{.ending = Ending::Completed, .iteration = 9}) + '\n');
  int begun = 0;
  std::vector<Event> told;
  followed.follow(ProcessMark(), {}, {},
                  {.begin = [&] { ++begun; }, .post = [&](Event event) { told.push_back(std::move(event)); }});
  EXPECT_EQ(begun, 1);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(std::get<RunFinished>(told.back()).ending, Ending::Completed);
  EXPECT_EQ(std::get<RunFinished>(told.back()).iteration, 9);
}

TEST_F(FollowedRunTest, IsNotAskedToStopOnceItIsLetGo) {
  FollowedRun followed(run_, FollowedSince::Midway);
  appendText(run_.metrics(), toJsonLine(StepDone{.iteration = 10}) + '\n');
  std::stop_source letGo, stop;
  const auto leave = [&](const Event&) {
    letGo.request_stop();
    stop.request_stop();
  };
  // This process trains nothing alone: to ask it would throw.
  EXPECT_NO_THROW(followed.follow(thisProcess(), letGo.get_token(), stop.get_token(), {.begin = [] {}, .post = leave}));
}

}  // namespace
}  // namespace macadam
