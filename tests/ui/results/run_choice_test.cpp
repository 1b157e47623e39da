#include "ui/results/run_choice.h"

#include "made_runs.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace macadam {
namespace {

class Choosing : public testing::Test {
 protected:
  static RunRecord stopped(const std::string& name) {
    std::vector<Event> events = completedEvents(50);
    events.back() = RunFinished{.ending = Ending::Stopped, .iteration = 150};
    return recordOf("/p/runs/" + name, supervisedSpec(name), events);
  }
  static RunRecord running(const std::string& name) {
    RunRecord run = stopped(name);
    run.summary.state = RunState::Running;
    return run;
  }
  static RunRecord completed(const std::string& name) {
    return recordOf("/p/runs/" + name, supervisedSpec(name), completedEvents(60));
  }
  static RunRecord unreadable(const std::string& name) {
    RunRecord run = completed(name);
    run.problem = "its settings cannot be read";
    return run;
  }
  static std::vector<std::string> names(const std::vector<RunRecord>& runs) {
    std::vector<std::string> names;
    for (const RunFolder& run : foldersOf(runs)) names.push_back(run.name());
    return names;
  }
  using Names = std::vector<std::string>;

  std::vector<RunRecord> all_{completed("1"), stopped("2"), completed("3"), unreadable("4"), running("5")};
};

}  // namespace

TEST_F(Choosing, NothingMeansAllCompletedRunsThatCanBeRead) {
  const RunChoice choice({}, all_);
  EXPECT_EQ(names(choice.reported()), (Names{"1", "3"}));
  EXPECT_EQ(choice.only(), nullptr);
  EXPECT_TRUE(choice.readable().empty());
}

TEST_F(Choosing, ReportsOnTheReadableOnesInTheirOrder) {
  EXPECT_EQ(names(RunChoice({all_[4], all_[3], all_[1]}, all_).reported()), (Names{"5", "2"}));
  EXPECT_EQ(names(RunChoice({all_[3]}, all_).reported()), (Names{"1", "3"})) << "of it there is nothing to report";
}

TEST_F(Choosing, OneRunIsTheOnlyOneUnlessItCannotBeRead) {
  const RunChoice one({all_[2]}, all_);
  ASSERT_NE(one.only(), nullptr);
  EXPECT_EQ(one.only()->folder.name(), "3");
  EXPECT_EQ(RunChoice({all_[3]}, all_).only(), nullptr);
  EXPECT_EQ(RunChoice({all_[2], all_[3]}, all_).only(), nullptr) << "two are selected";
}

TEST_F(Choosing, ThoseThatWereLeftBeforeTheirEndGoOn) {
  EXPECT_EQ(names(RunChoice(all_, all_).resumable()), Names{"2"});
  for (const RunState state : {RunState::Stopped, RunState::Interrupted, RunState::Failed}) {
    all_[0].summary.state = state;
    EXPECT_TRUE(isResumable(all_[0]));
  }
  all_[0].problem = "its settings cannot be read";
  EXPECT_FALSE(isResumable(all_[0]));
}

TEST_F(Choosing, WhatSomethingTrainsIsNotDeleted) {
  EXPECT_EQ(names(RunChoice(all_, all_).deletable()), (Names{"1", "2", "3", "4"}));
}

TEST_F(Choosing, APairIsTwoRunsWithWeightsTheOlderFirst) {
  EXPECT_EQ(names(RunChoice({all_[2], all_[0]}, all_).pair()), (Names{"1", "3"}));
  EXPECT_TRUE(RunChoice({all_[0]}, all_).pair().empty());
  EXPECT_TRUE(RunChoice({all_[0], all_[3]}, all_).pair().empty()) << "one cannot be read";
  const RunRecord unmeasured = recordOf("/p/runs/6", supervisedSpec("6"), {});
  EXPECT_TRUE(RunChoice({all_[0], unmeasured}, all_).pair().empty()) << "one was never measured";
}

}  // namespace macadam
