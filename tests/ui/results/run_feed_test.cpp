#include "ui/results/run_feed.h"

#include "made_runs.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"
#include "support/wait_for.h"
#include "ui/jobs/jobs.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

class Feed : public testing::Test {
 protected:
  Feed() { feed_.setCatalog(&catalog_); }

  bool waitForRuns(std::size_t count) {
    return waitFor([&] { return feed_.runs().size() == count; });
  }

  TemporaryFolder folder_;
  CountingEngine engine_;
  Jobs jobs_;
  RunController controller_{[this]() -> Engine& { return engine_; }};
  RunCatalog catalog_{folder_.path(), jobs_};
  RunFeed feed_{controller_};
};

}  // namespace

TEST_F(Feed, FollowsTheRunInTrainingByItsEvents) {
  const RunFolder past = makeRun(folder_.path(), supervisedSpec("past"), completedEvents(60));
  ASSERT_TRUE(waitForRuns(1));
  const RunFolder live = makeRun(folder_.path(), supervisedSpec("running"), {});
  Q_EMIT controller_.runStarted(live, supervisedSpec("running"));
  ASSERT_EQ(feed_.runs().size(), 2u);
  EXPECT_EQ(feed_.find(live)->summary.state, RunState::Running);

  int updates = 0;
  QObject::connect(&feed_, &RunFeed::updated, &feed_, [&] { ++updates; });
  Q_EMIT controller_.eventsArrived({StageStarted{.name = "student", .totalIterations = 200},
                                    StepDone{.iteration = 50, .stepSeconds = 3.0}, evaluatedAt(50, 40)});
  EXPECT_EQ(updates, 1);
  const RunSummary& summary = feed_.find(live)->summary;
  EXPECT_EQ(summary.state, RunState::Running);
  EXPECT_EQ(summary.iterations, 50);
  EXPECT_EQ(summary.totalIterations, 200);
  EXPECT_DOUBLE_EQ(*summary.find("student")->validation->iou, 0.40);

  Q_EMIT controller_.runEnded(live, RunFinished{.ending = Ending::Stopped, .iteration = 50});
  EXPECT_EQ(feed_.find(live)->summary.state, RunState::Stopped);
  EXPECT_EQ(feed_.find(past)->summary.state, RunState::Completed);
}

TEST_F(Feed, IgnoresARunOfAnotherProject) {
  makeRun(folder_.path(), supervisedSpec("ours"), completedEvents(60));
  ASSERT_TRUE(waitForRuns(1));
  Q_EMIT controller_.runStarted(RunFolder("/elsewhere/runs/theirs"), supervisedSpec("theirs"));
  Q_EMIT controller_.eventsArrived({StepDone{.iteration = 5}});
  EXPECT_EQ(feed_.runs().size(), 1u);
}

TEST_F(Feed, FindsTheRunsOfSuitesToo) {
  makeRun(folder_.path(), supervisedSpec("single"), completedEvents(60));
  const std::filesystem::path suite = folder_ / "suite";
  std::filesystem::create_directories(suite);
  appendText(suite / "suite.json", "{}");
  makeRun(suite, supervisedSpec("row"), completedEvents(60));
  catalog_.refresh();
  EXPECT_TRUE(waitForRuns(2));
}

TEST_F(Feed, ReadsTypedNotesBackFromDisk) {
  const RunFolder run = makeRun(folder_.path(), supervisedSpec("a"), completedEvents(60));
  ASSERT_TRUE(waitForRuns(1));
  const RunNotes notes{.tags = {"x"}, .note = "good"};
  feed_.showNotes(run, notes);
  EXPECT_EQ(feed_.find(run)->notes, notes);
  saveNotes(notes, run);
  catalog_.refresh();
  ASSERT_TRUE(waitFor([&] { return catalog_.find(run)->notes == notes; }));
  saveNotes({.note = "changed by hand"}, run);
  catalog_.refresh();
  EXPECT_TRUE(waitFor([&] { return feed_.find(run)->notes.note == "changed by hand"; }));
}

}  // namespace macadam
