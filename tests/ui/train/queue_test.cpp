#include "spec/presets.h"
#include "spec/run_spec_toml.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"
#include "support/wait_for.h"
#include "ui/train/run_controller.h"
#include "ui/train/scripted_engine.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

RunSpec specNamed(const std::string& name) {
  RunSpec spec = preset("demo");
  spec.name = name;
  spec.data.path = "/pictures";
  spec.split.file = "/project/splits/mine.toml";
  return spec;
}

Split splitWith(const std::vector<std::string>& labelled) {
  return {.name = "mine", .labelled = labelled, .unlabelled = {"y", "z"}};
}

class QueueTest : public testing::Test {
 protected:
  NewRun newRun(const std::string& name) const { return {specNamed(name), folder_ / "runs"}; }
  RunFolder begunRun(const std::string& name) const {
    return createRun(folder_ / "runs", name, toToml(specNamed(name)));
  }
  bool waitForIdle() {
    return waitFor([this] { return controller_.state() == TrainingState::Idle; });
  }
  bool waitForRun() {
    return waitFor([this] { return controller_.currentRun().has_value(); });
  }
  std::vector<std::string> waiting() const {
    std::vector<std::string> titles;
    for (const TrainingTask& task : controller_.queue()) titles.push_back(RunController::titleOf(task).toStdString());
    return titles;
  }

  using Titles = std::vector<std::string>;

  TemporaryFolder folder_;
  ScriptedEngine engine_;
  RunController controller_{accessTo(engine_)};
};

TEST_F(QueueTest, ARunLearnsFromTheSplitThatItWasQueuedWith) {
  std::optional<Split> given;
  engine_.script = [&](const ScriptedEngine::Training& training) { given = loadSplit(training.run.split()); };
  NewRun run = newRun("one");
  run.split = splitWith({"a", "b"});
  controller_.add(run);
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(given, run.split);
}

TEST_F(QueueTest, ASuiteLearnsFromTheSplitThatItWasQueuedWithUntilItsEnd) {
  std::vector<std::string> files;
  engine_.script = [&](const ScriptedEngine::Training& training) { files.push_back(training.spec.split.file); };
  const auto plan = planSuite(specNamed("table"), {"supervised-student"}, {1, 2});
  controller_.add(NewSuite{plan, folder_ / "table", splitWith({"a"})});
  ASSERT_TRUE(waitForIdle());
  const std::filesystem::path kept = folder_ / "table" / "split.toml";
  EXPECT_EQ(files, (std::vector<std::string>{kept.string(), kept.string()}));
  EXPECT_EQ(loadSplit(kept), splitWith({"a"}));

  appendText(folder_ / "table" / "suite.json", R"({"runs": [{"row": "cct", "seed": 1, "folder": "begun"}]})");
  controller_.add(NewSuite{plan, folder_ / "table", splitWith({"a", "b"})});
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(loadSplit(kept), splitWith({"a"})) << "it has begun";
}

TEST_F(QueueTest, ResumedRunsComeBeforeWhatWaitsAndStartAlsoWhenTheQueueIsHeld) {
  engine_.script = stepUntilStopped();
  controller_.setQueue({newRun("waits")});
  EXPECT_EQ(controller_.state(), TrainingState::Idle) << "it is held";
  const RunFolder first = begunRun("first"), second = begunRun("second");
  controller_.resumeRuns({{first}, {second}});
  ASSERT_TRUE(waitForRun());
  EXPECT_EQ(controller_.currentRun(), first);
  EXPECT_EQ(waiting(), (Titles{"Resume " + second.name(), "waits"}));
}

TEST_F(QueueTest, NoRunIsTakenUpTwice) {
  engine_.script = stepUntilStopped();
  const RunFolder run = begunRun("run"), other = begunRun("other");
  EXPECT_FALSE(controller_.isTaken(run));
  controller_.resumeRuns({{run}});
  EXPECT_TRUE(controller_.isTaken(run)) << "before it has begun";
  controller_.resumeRuns({{run}});
  EXPECT_TRUE(controller_.queue().empty());
  ASSERT_TRUE(waitForRun());
  controller_.add(newRun("new"));
  controller_.add(ResumedRun{other, 25});
  controller_.resumeRuns({{run}, {other}});
  EXPECT_EQ(waiting(), (Titles{"Resume " + other.name(), "new"})) << "it comes to the front";
  EXPECT_EQ(std::get<ResumedRun>(controller_.queue().front()).moreIterations, 25);
  controller_.setQueue({});
  controller_.stop();
  ASSERT_TRUE(waitForIdle());
  EXPECT_FALSE(controller_.isTaken(run));
}

TEST_F(QueueTest, AStoppedSuiteStaysInFrontAndGoesOn) {
  engine_.script = stepUntilStopped();
  const auto plan = planSuite(specNamed("table"), {"supervised-student"}, {1, 2});
  controller_.add(NewSuite{plan, folder_ / "table"});
  controller_.add(newRun("later"));
  ASSERT_TRUE(waitForRun());
  controller_.stop();
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(waiting(), (Titles{"Suite table, what is left of 2 runs", "later"}));
  controller_.startNext();
  ASSERT_TRUE(waitForRun());
  EXPECT_EQ(controller_.currentSpec().name, plan.front().spec.name);
  EXPECT_EQ(waiting(), Titles{"later"});
  controller_.setQueue({});
  controller_.stop();
  ASSERT_TRUE(waitForIdle());
}

}  // namespace
}  // namespace macadam
