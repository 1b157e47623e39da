#include "ui/train/run_controller.h"

#include "spec/presets.h"
#include "spec/run_spec_toml.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"
#include "support/wait_for.h"
#include "ui/train/scripted_engine.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QTimer>
#include <atomic>
#include <thread>

namespace macadam {
namespace {

RunSpec specNamed(const std::string& name) {
  RunSpec spec = preset("demo");
  spec.name = name;
  spec.data.path = "/pictures";
  return spec;
}

class RunControllerTest : public testing::Test {
 protected:
  RunControllerTest() { watch(*controller_); }

  void watch(RunController& controller) {
    QObject::connect(&controller, &RunController::runStarted, [this](const RunFolder& run, const RunSpec& spec) {
      lastRun_ = run;
      happened_.push_back("started " + spec.name);
    });
    QObject::connect(&controller, &RunController::eventsArrived, [this](const std::vector<Event>& events) {
      for (const Event& event : events) {
        if (const auto* step = std::get_if<StepDone>(&event)) {
          ++steps_;
          if (tellsSteps_) happened_.push_back("step " + std::to_string(step->iteration));
        }
        if (const auto* warning = std::get_if<Warning>(&event)) happened_.push_back("warned " + warning->message);
        if (std::holds_alternative<PreviewReady>(event)) ++previews_;
        if (std::holds_alternative<CheckpointSaved>(event)) ++checkpoints_;
      }
    });
    QObject::connect(&controller, &RunController::runEnded, [this](const RunFolder&, const RunFinished& ending) {
      happened_.push_back(ending.ending == Ending::Stopped ? "stopped" : "ended");
    });
    QObject::connect(&controller, &RunController::failed, [this](const QString& title, const QList<Problem>& problems) {
      happened_.push_back("failed " + title.toStdString());
      problems_ = problems;
    });
  }

  NewRun newRun(const std::string& name) const { return {specNamed(name), runs_ / "runs"}; }
  bool waitForIdle() {
    return waitFor([this] { return controller_->state() == TrainingState::Idle; });
  }
  bool waitForSteps(int more) {
    const int wanted = steps_ + more;
    return waitFor([this, wanted] { return steps_ >= wanted; });
  }

  using Happened = std::vector<std::string>;

  TemporaryFolder runs_;
  ScriptedEngine engine_;
  Happened happened_;
  std::optional<RunFolder> lastRun_;
  QList<Problem> problems_;
  int steps_ = 0;
  int previews_ = 0;
  int checkpoints_ = 0;
  bool tellsSteps_ = false;
  std::unique_ptr<RunController> controller_ = std::make_unique<RunController>(accessTo(engine_));
};

TEST_F(RunControllerTest, TellsARunFromItsStartToItsEndInOrder) {
  tellsSteps_ = true;
  engine_.script = [](const ScriptedEngine::Training& training) {
    for (std::int64_t i = 1; i <= 3; ++i) training.sink.post(StepDone{.iteration = i});
  };
  controller_->add(newRun("one"));
  EXPECT_EQ(controller_->state(), TrainingState::Starting);
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(happened_, (Happened{"started one", "step 1", "step 2", "step 3", "ended"}));
  EXPECT_FALSE(controller_->currentRun().has_value());
}

TEST_F(RunControllerTest, MakesTheRunsFolderWithItsSpec) {
  controller_->add(newRun("one"));
  ASSERT_TRUE(waitForIdle());
  ASSERT_TRUE(lastRun_.has_value());
  EXPECT_EQ(lastRun_->path().parent_path(), runs_ / "runs");
  EXPECT_EQ(parseRunSpec(readText(lastRun_->spec()), "run.toml"), specNamed("one"));
}

TEST_F(RunControllerTest, TrainsTheQueueInTheOrderThatWasChosen) {
  engine_.script = stepUntilStopped();
  controller_->add(newRun("first"));
  ASSERT_TRUE(waitForSteps(1));
  for (const char* name : {"a", "b", "c", "d"}) controller_->add(newRun(name));
  EXPECT_EQ(controller_->queue().size(), 4U);
  controller_->moveQueued(3, 0);
  controller_->removeQueued(2);
  ASSERT_EQ(controller_->queue().size(), 3U);
  EXPECT_EQ(RunController::titleOf(controller_->queue().front()), "d");

  controller_->stop();
  ASSERT_TRUE(waitForIdle());
  engine_.script = [](const ScriptedEngine::Training&) {};
  controller_->startNext();
  ASSERT_TRUE(waitFor([&] { return happened_.size() == 8; }));
  EXPECT_EQ(happened_,
            (Happened{"started first", "stopped", "started d", "ended", "started a", "ended", "started c", "ended"}));
}

TEST_F(RunControllerTest, LeavesTheQueueWaitingAfterAStop) {
  engine_.script = stepUntilStopped();
  controller_->add(newRun("first"));
  controller_->add(newRun("second"));
  ASSERT_TRUE(waitForSteps(1));
  controller_->stop();
  EXPECT_EQ(controller_->state(), TrainingState::Stopping);
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(checkpoints_, 1);
  controller_->add(newRun("third"));
  EXPECT_EQ(controller_->state(), TrainingState::Idle);
  EXPECT_EQ(controller_->queue().size(), 2U);
  EXPECT_EQ(happened_, (Happened{"started first", "stopped"}));
}

TEST_F(RunControllerTest, HoldsTheTrainingWhilePaused) {
  engine_.script = stepUntilStopped();
  controller_->add(newRun("one"));
  ASSERT_TRUE(waitForSteps(10));
  EXPECT_EQ(controller_->state(), TrainingState::Training);
  controller_->pause();
  EXPECT_EQ(controller_->state(), TrainingState::Paused);
  int before = -1;  // what was under way when the gate closed still comes
  ASSERT_TRUE(waitFor([&] { return std::exchange(before, steps_) == steps_; }));
  controller_->resume();
  EXPECT_EQ(controller_->state(), TrainingState::Training);
  EXPECT_TRUE(waitForSteps(10));
  controller_->stop();
  EXPECT_TRUE(waitForIdle());
}

TEST_F(RunControllerTest, StopsAlsoWhilePaused) {
  engine_.script = stepUntilStopped();
  controller_->add(newRun("one"));
  ASSERT_TRUE(waitForSteps(1));
  controller_->pause();
  controller_->stop();
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(happened_.back(), "stopped");
}

TEST_F(RunControllerTest, TrainsOnToTheNextCheckpointThatCanBeResumed) {
  std::atomic<bool> reached = false;
  engine_.script = [&](const ScriptedEngine::Training& training) {
    while (!reached) {
      training.sink.post(StepDone{.iteration = 1});
      training.sink.post(CheckpointSaved{.iteration = 1, .path = "best.safetensors", .best = true});
      EXPECT_FALSE(training.stop.stop_requested());
      std::this_thread::yield();
    }
    training.sink.post(CheckpointSaved{.iteration = 1, .path = "last.safetensors"});
    EXPECT_TRUE(training.stop.stop_requested());
  };
  controller_->add(newRun("one"));
  ASSERT_TRUE(waitForSteps(1));
  controller_->stopAtNextCheckpoint();
  EXPECT_EQ(controller_->state(), TrainingState::Stopping);
  ASSERT_TRUE(waitForSteps(5));
  reached = true;
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(happened_.back(), "stopped");
}

TEST_F(RunControllerTest, TheCheckpointAtTheEndLeavesTheTestToBeMade) {
  std::atomic<bool> reached = false;
  engine_.script = [&](const ScriptedEngine::Training& training) {
    training.sink.post(StageStarted{.iterations = 2, .totalIterations = 2});
    while (!reached) training.sink.post(StepDone{.iteration = 2});
    training.sink.post(CheckpointSaved{.iteration = 2, .path = "last.safetensors"});
    EXPECT_FALSE(training.stop.stop_requested());
  };
  controller_->add(newRun("one"));
  ASSERT_TRUE(waitForSteps(1));
  controller_->stopAtNextCheckpoint();
  reached = true;
  ASSERT_TRUE(waitForIdle());
}

TEST_F(RunControllerTest, ResumesARunWithTheSpecThatItBeganWith) {
  controller_->add(newRun("one"));
  ASSERT_TRUE(waitForIdle());
  happened_.clear();
  const RunFolder run = *lastRun_;
  std::optional<RunSpec> given;
  engine_.script = [&](const ScriptedEngine::Training& training) { given = training.spec; };
  controller_->add(ResumedRun{run});
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(happened_, (Happened{"started one", "ended"}));
  EXPECT_EQ(lastRun_, run);
  EXPECT_EQ(given, specNamed("one"));
}

TEST_F(RunControllerTest, ResumesARunPastItsEnd) {
  controller_->add(newRun("one"));
  ASSERT_TRUE(waitForIdle());
  std::optional<RunSpec> given;
  engine_.script = [&](const ScriptedEngine::Training& training) { given = training.spec; };
  controller_->add(ResumedRun{*lastRun_, 25});
  ASSERT_TRUE(waitForIdle());
  ASSERT_TRUE(given);
  EXPECT_EQ(iterationsOf(given->method), iterationsOf(specNamed("one").method) + 25);
}

TEST_F(RunControllerTest, AResumedRunThatCannotGoOnLeavesTheQueueWaiting) {
  controller_->add(newRun("one"));
  ASSERT_TRUE(waitForIdle());
  happened_.clear();
  engine_.ending = Ending::Failed;  // at once, as of a run whose labels have been edited
  controller_->setQueue({newRun("two")});
  controller_->resumeRuns({{*lastRun_}});
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(controller_->queue().size(), 1U);
  EXPECT_EQ(happened_, (Happened{"started one", "ended"}));
  engine_.ending.reset();
  controller_->startNext();
  ASSERT_TRUE(waitFor([&] { return happened_.size() == 4; }));
  EXPECT_EQ(happened_[2], "started two");
}

TEST_F(RunControllerTest, AResumedRunThatFailsOnItsWayDoesNotHoldTheQueue) {
  controller_->add(newRun("one"));
  ASSERT_TRUE(waitForIdle());
  happened_.clear();
  engine_.ending = Ending::Failed;
  engine_.script = [](const ScriptedEngine::Training& training) { training.sink.post(StepDone{.iteration = 1}); };
  controller_->setQueue({newRun("two")});
  controller_->resumeRuns({{*lastRun_}});
  ASSERT_TRUE(waitFor([&] { return happened_.size() == 4; }));
  EXPECT_EQ(happened_[2], "started two");
}

TEST_F(RunControllerTest, SaysWhyATaskCannotStartAndGoesOnWithTheQueue) {
  NewRun wrong = newRun("wrong");
  wrong.spec.schedule.learningRate = -1.0;
  controller_->add(wrong);
  controller_->add(ResumedRun{RunFolder(runs_ / "nowhere")});
  NewRun blocked = newRun("blocked");
  appendText(runs_ / "file", "no folder");
  blocked.runs = runs_ / "file";
  controller_->add(blocked);
  controller_->add(newRun("good"));
  ASSERT_TRUE(waitFor([&] { return !happened_.empty() && happened_.back() == "ended"; }));
  EXPECT_EQ(happened_, (Happened{"failed wrong", "failed Resume nowhere", "failed blocked", "started good", "ended"}));
}

TEST_F(RunControllerTest, SaysWhyTheEngineCannotBeLoaded) {
  RunController broken([]() -> Engine& { throw Error("macadam-engine.so", "cannot be loaded", "install it again"); });
  watch(broken);
  broken.add(newRun("one"));
  ASSERT_TRUE(waitFor([&] { return !happened_.empty(); }));
  EXPECT_EQ(happened_, Happened{"failed one"});
  EXPECT_EQ(problems_.constFirst().where, "macadam-engine.so");
  EXPECT_EQ(broken.state(), TrainingState::Idle);
}

TEST_F(RunControllerTest, TellsEachRunOfASuiteExceptThoseThatAreReused) {
  engine_.reusedSeed = 1;
  engine_.suiteFailures = {{"cct, seed 2,", "failed", ""}};
  const auto plan = planSuite(specNamed("table"), {"supervised-student", "cct"}, {1, 2});
  controller_->add(NewSuite{plan, runs_ / "table"});
  ASSERT_TRUE(waitFor([&] { return problems_.size() == 1; }));
  EXPECT_EQ(happened_, (Happened{"started table-supervised-student-seed2", "ended", "started table-cct-seed2", "ended",
                                 "failed Suite table, 4 runs"}));
}

TEST_F(RunControllerTest, WarnsOfWhatASuiteDoesOtherwiseInEachRunThatItTrains) {
  engine_.reusedSeed = 1;
  engine_.suiteNote = "goes on with its split";
  controller_->add(NewSuite{planSuite(specNamed("table"), {"supervised-student"}, {1, 2, 3}), runs_ / "table"});
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(happened_, (Happened{"started table-supervised-student-seed2", "warned goes on with its split", "ended",
                                 "started table-supervised-student-seed3", "warned goes on with its split", "ended"}));
}

TEST_F(RunControllerTest, ShowsOfManyPreviewsTheNewest) {
  std::atomic<bool> goesOn = false;
  engine_.script = [&](const ScriptedEngine::Training& training) {
    training.sink.post(StepDone{});
    while (!goesOn) std::this_thread::yield();
    for (std::int64_t i = 0; i < 500; ++i) training.sink.post(PreviewReady{.iteration = i, .network = "student"});
  };
  controller_->add(newRun("one"));
  ASSERT_TRUE(waitForSteps(1));
  goesOn = true;
  ASSERT_TRUE(waitForIdle());
  EXPECT_GE(previews_, 1);
  EXPECT_LE(previews_, 500);
}

TEST_F(RunControllerTest, StopsTheTrainingWhenItIsDestroyed) {
  std::atomic<bool> wasStopped = false;
  engine_.script = [&](const ScriptedEngine::Training& training) {
    stepUntilStopped()(training);
    wasStopped = true;
  };
  controller_->add(newRun("one"));
  ASSERT_TRUE(waitForSteps(1));
  controller_->add(newRun("two"));
  controller_.reset();
  EXPECT_TRUE(wasStopped);
}

TEST_F(RunControllerTest, EndsWhenItIsDestroyedWhilePausedOrStarting) {
  engine_.script = stepUntilStopped();
  controller_->add(newRun("one"));
  controller_->pause();
  EXPECT_EQ(controller_->state(), TrainingState::Paused);
  controller_.reset();
}

TEST_F(RunControllerTest, KeepsTheWindowAliveUnderAFloodOfEvents) {
  constexpr int kFlood = 300'000;
  engine_.script = [](const ScriptedEngine::Training& training) {
    for (std::int64_t i = 1; i <= kFlood; ++i) {
      training.sink.post(StepDone{.iteration = i, .terms = {{"labelled", 0.5, 1.0}}});
      if (i % 10 == 0) training.sink.post(PreviewReady{.iteration = i, .network = "student", .probability = {1, 2, 3}});
    }
  };
  int beats = 0;
  qint64 longestSilence = 0;
  QElapsedTimer sinceBeat;
  QTimer heart;
  QObject::connect(&heart, &QTimer::timeout, [&] {
    longestSilence = std::max(longestSilence, sinceBeat.restart());
    ++beats;
  });
  sinceBeat.start();
  heart.start(5);
  controller_->add(newRun("flood"));
  ASSERT_TRUE(waitFor([&] { return steps_ == kFlood; }));
  ASSERT_TRUE(waitForIdle());
  EXPECT_GT(beats, 10) << "the longest silence took " << longestSilence << " ms";
  RecordProperty("longestSilenceMilliseconds", static_cast<int>(longestSilence));
  EXPECT_LT(previews_, kFlood / 10);
}

}  // namespace
}  // namespace macadam
