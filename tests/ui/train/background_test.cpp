#include "runs/event_json.h"
#include "runs/process_mark.h"
#include "spec/presets.h"
#include "spec/run_spec_toml.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"
#include "support/wait_for.h"
#include "ui/train/detached_run.h"
#include "ui/train/run_controller.h"
#include "ui/train/scripted_engine.h"

#include <gtest/gtest.h>

#include <QtGlobal>
#include <atomic>
#include <memory>
#include <signal.h>
#include <unistd.h>

namespace macadam {
namespace {

/// Runs in the background whose `macadam-cli` is a script of the test's.
class BackgroundTest : public testing::Test {
 protected:
  BackgroundTest() {
    spec_ = preset("demo");
    spec_.data.path = "/pictures";
    qputenv("MACADAM_CLI", QByteArray::fromStdString(program().string()));
    QObject::connect(controller_.get(), &RunController::runStarted, [this](const RunFolder& run) { run_ = run; });
    QObject::connect(controller_.get(), &RunController::eventsArrived, [this](const std::vector<Event>& events) {
      for (const Event& event : events) {
        if (const auto* step = std::get_if<StepDone>(&event)) steps_.push_back(step->iteration);
        if (const auto* finished = std::get_if<RunFinished>(&event)) ending_ = *finished;
      }
    });
    QObject::connect(controller_.get(), &RunController::failed,
                     [this](const QString&, const QList<Problem>& problems) { problems_ = problems; });
  }
  ~BackgroundTest() override {
    if (run_ && isAlive(processOf(*run_))) ::kill(static_cast<pid_t>(processOf(*run_).number), SIGKILL);
    qunsetenv("MACADAM_CLI");
  }

  std::filesystem::path program() const { return folder_ / "macadam-cli"; }

  /// `$run` is the run's folder; `tell FILE` adds the events of a file to its metrics.
  void writeProgram(const std::string& body) const {
    appendText(program(), "#!/bin/bash\nrun=$2\ntell() { cat \"" + folder_.path().string() +
                              "/$1\" >> \"$run/metrics.jsonl\"; }\necho $$ > \"$run/process\"\n" + body + "\n");
    std::filesystem::permissions(program(), std::filesystem::perms::owner_all);
  }
  void writeEvents(const std::string& file, const std::vector<Event>& events) const {
    for (const Event& event : events) appendText(folder_ / file, toJsonLine(event) + '\n');
  }
  /// Trains step 1 and then sleeps; asked to stop, it ends the run as stopped.
  void trainUntilAsked() const {
    writeEvents("begin", {StepDone{.iteration = 1}});
    writeEvents("end", {RunFinished{.ending = Ending::Stopped, .iteration = 1}});
    writeProgram("trap 'tell end; exit 130' TERM\ntell begin\nwhile :; do sleep 0.05; done");
  }
  static ProcessMark processOf(const RunFolder& run) {
    const std::string number = readText(run.path() / "process");
    return number.empty() ? ProcessMark() : processHere(std::stoll(number)).value_or(ProcessMark());
  }

  void startInBackground() {
    controller_->add(NewRun{.spec = spec_, .runs = folder_ / "runs", .place = TrainingPlace::Background});
  }
  bool waitForStep() {
    return waitFor([&] { return !steps_.empty(); });
  }
  bool waitForIdle() {
    return waitFor([&] { return controller_->state() == TrainingState::Idle; });
  }

  TemporaryFolder folder_;
  RunSpec spec_;
  ScriptedEngine engine_;
  std::optional<RunFolder> run_;
  std::vector<std::int64_t> steps_;
  std::optional<RunFinished> ending_;
  QList<Problem> problems_;
  std::atomic<bool> isEngineAsked_ = false;
  std::unique_ptr<RunController> controller_ = std::make_unique<RunController>([this]() -> Engine& {
    isEngineAsked_ = true;
    return engine_;
  });
};

TEST_F(BackgroundTest, ARunIsToldAsIfItWereTrainedHereWithoutTheEngine) {
  writeEvents("all", {StepDone{.iteration = 1}, StepDone{.iteration = 2},
                      RunFinished{.ending = Ending::Completed, .iteration = 2}});
  writeProgram("tell all");
  startInBackground();
  EXPECT_EQ(controller_->place(), TrainingPlace::Background);
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(steps_, (std::vector<std::int64_t>{1, 2}));
  ASSERT_TRUE(ending_);
  EXPECT_EQ(ending_->ending, Ending::Completed);
  EXPECT_EQ(parseRunSpec(readText(run_->spec()), "run.toml"), spec_);
  EXPECT_FALSE(isEngineAsked_);
  EXPECT_EQ(controller_->place(), TrainingPlace::Window);
}

TEST_F(BackgroundTest, AProcessThatDiesFailsItsRunWithTheLastThingThatItSaid) {
  writeEvents("begin", {StepDone{.iteration = 1, .stepSeconds = 2.0}});
  writeProgram("tell begin\necho 'the GPU has fallen off the bus' >&2\nkill -9 $$");
  startInBackground();
  ASSERT_TRUE(waitForIdle());
  ASSERT_TRUE(ending_);
  EXPECT_EQ(ending_->ending, Ending::Failed);
  EXPECT_EQ(ending_->iteration, 1);
  EXPECT_EQ(ending_->message,
            "its process has ended without a word. Its log ends with: the GPU has fallen off the bus");
}

TEST_F(BackgroundTest, AStopAsksItsProcess) {
  trainUntilAsked();
  startInBackground();
  ASSERT_TRUE(waitForStep());
  controller_->pause();
  EXPECT_EQ(controller_->state(), TrainingState::Training) << "another process cannot be held between two steps";
  controller_->stop();
  ASSERT_TRUE(waitForIdle());
  ASSERT_TRUE(ending_);
  EXPECT_EQ(ending_->ending, Ending::Stopped);
}

TEST_F(BackgroundTest, ItGoesOnWhenTheWindowGoes) {
  trainUntilAsked();
  startInBackground();
  ASSERT_TRUE(waitForStep());
  controller_.reset();
  EXPECT_TRUE(isAlive(processOf(*run_)));
  EXPECT_NE(::getsid(static_cast<pid_t>(processOf(*run_).number)), ::getsid(0)) << "a session of its own";
}

TEST_F(BackgroundTest, LetGoItGoesOnAndTheQueueWaits) {
  trainUntilAsked();
  startInBackground();
  ASSERT_TRUE(waitForStep());
  controller_->add(NewRun{spec_, folder_ / "runs"});
  controller_->letGo();
  ASSERT_TRUE(waitForIdle());
  EXPECT_TRUE(isAlive(processOf(*run_)));
  EXPECT_FALSE(ending_);
  EXPECT_EQ(controller_->queue().size(), 1U);
}

TEST_F(BackgroundTest, ARunOfTheWindowGoesOnThereBeforeWhatWaits) {
  trainUntilAsked();
  engine_.script = stepUntilStopped();
  controller_->add(NewRun{spec_, folder_ / "runs"});
  ASSERT_TRUE(waitForStep());
  const RunFolder begun = *run_;
  controller_->add(NewRun{spec_, folder_ / "runs"});
  controller_->continueIn(TrainingPlace::Background);
  ASSERT_TRUE(waitFor([&] {
    return controller_->place() == TrainingPlace::Background && controller_->state() == TrainingState::Training;
  }));
  EXPECT_EQ(controller_->currentRun(), begun);
  EXPECT_EQ(controller_->queue().size(), 1U);
  controller_->stop();
  ASSERT_TRUE(waitForIdle());
}

TEST_F(BackgroundTest, ARunThatIsTakenOverIsGoneOnWithHere) {
  trainUntilAsked();
  startInBackground();
  ASSERT_TRUE(waitForStep());
  const RunFolder begun = *run_;
  engine_.script = stepUntilStopped();
  controller_->continueIn(TrainingPlace::Window);
  ASSERT_TRUE(waitFor([&] { return isEngineAsked_ && controller_->state() == TrainingState::Training; }));
  EXPECT_EQ(controller_->place(), TrainingPlace::Window);
  EXPECT_EQ(controller_->currentRun(), begun);
  EXPECT_FALSE(isAlive(processOf(begun)));
  controller_->stop();
  ASSERT_TRUE(waitForIdle());
}

TEST_F(BackgroundTest, ARunThatWasToStopAtACheckpointCanStillGoOnThere) {
  trainUntilAsked();
  engine_.script = stepUntilStopped();
  controller_->add(NewRun{spec_, folder_ / "runs"});
  ASSERT_TRUE(waitForStep());
  const RunFolder begun = *run_;
  controller_->stopAtNextCheckpoint();
  controller_->continueIn(TrainingPlace::Background);
  ASSERT_TRUE(waitFor([&] {
    return controller_->place() == TrainingPlace::Background && controller_->state() == TrainingState::Training;
  }));
  EXPECT_EQ(controller_->currentRun(), begun);
  controller_->stop();
  ASSERT_TRUE(waitForIdle());
}

TEST_F(BackgroundTest, ATakeOverCanBeThoughtBetterOf) {
  trainUntilAsked();
  startInBackground();
  ASSERT_TRUE(waitForStep());
  const ProcessMark first = processOf(*run_);
  controller_->continueIn(TrainingPlace::Window);
  controller_->continueIn(TrainingPlace::Background);
  ASSERT_TRUE(waitFor([&] { return !isAlive(first) && controller_->state() == TrainingState::Training; }));
  EXPECT_EQ(controller_->place(), TrainingPlace::Background);
  EXPECT_FALSE(isEngineAsked_);
  steps_.clear();
  ASSERT_TRUE(waitForStep());
  controller_->stop();
  ASSERT_TRUE(waitForIdle());
}

TEST_F(BackgroundTest, ATakeOverEndsAtTheCheckpointThatIsAskedForThen) {
  trainUntilAsked();
  startInBackground();
  ASSERT_TRUE(waitForStep());
  controller_->continueIn(TrainingPlace::Window);
  controller_->stopAtNextCheckpoint();
  ASSERT_TRUE(waitForIdle());
  EXPECT_FALSE(isEngineAsked_);
}

TEST_F(BackgroundTest, WithoutTheProgramItIsSaid) {
  qputenv("MACADAM_CLI", "/nowhere/macadam-cli");
  startInBackground();
  ASSERT_TRUE(waitFor([&] { return !problems_.isEmpty(); }));
  EXPECT_EQ(problems_.front().where, "macadam-cli");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "runs")) << "no run is left that cannot be begun";
  EXPECT_EQ(controller_->state(), TrainingState::Idle);
}

}  // namespace
}  // namespace macadam
