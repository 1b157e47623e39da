#include "data/project.h"
#include "eight_tiles.h"
#include "runs/metrics_log.h"
#include "runs/run_summary.h"
#include "session/engine.h"
#include "spec/run_spec_toml.h"
#include "support/program.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"
#include "support/wait_for.h"
#include "ui/shell/main_window.h"
#include "ui/train/train_page.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTimer>
#include <algorithm>
#include <memory>
#include <signal.h>

namespace macadam {
namespace {

constexpr std::int64_t kWithoutEnd = 1'000'000;

RunSpec tinyRun(std::int64_t iterations) {
  RunSpec spec;
  spec.name = "tiny";
  spec.device.kind = DeviceKind::Cpu;
  spec.threads = 1;
  spec.networks.student = NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.125};
  spec.method = SupervisedSpec{.iterations = iterations};
  spec.schedule.labelledBatch = spec.schedule.unlabelledBatch = 2;
  spec.schedule.evaluateEvery = spec.schedule.checkpointEvery = 5;
  spec.schedule.previewEvery = 0;
  spec.data.tileSize = 32;
  return spec;
}

/// The window on the real engine, and the real macadam-cli beside it.
class BackgroundWindow : public testing::Test {
 protected:
  BackgroundWindow() {
    QSettings().clear();
    qputenv("MACADAM_CLI", MACADAM_CLI);
    const auto [project, split] = makeProjectOfEightTiles(folder_.path());
    project_ = project;
    openWindow();
    window_->document()->changeSplit(split, "by hand");
    EXPECT_TRUE(waitFor([&] { return window_->document()->isSaved(); }));
  }
  ~BackgroundWindow() override {
    if (window_) window_->controller().stop();
    window_.reset();
    for (const RunFolder& run : listRuns(project_.runs())) {
      const std::optional<ProcessMark> trainer = trainerOf(run);
      if (trainer && canBeAskedToStop(*trainer)) ::kill(static_cast<pid_t>(trainer->number), SIGKILL);
      waitFor([&] { return !isLocked(run); });
    }
    qunsetenv("MACADAM_CLI");
  }

  void openWindow() {
    window_ = std::make_unique<MainWindow>([this]() -> Engine& { return *engine_; });
    window_->show();
    window_->openProject(QString::fromStdString(project_.folder.string()));
    EXPECT_TRUE(waitFor([&] { return window_->document() != nullptr; }));
    steps_.clear();
    QObject::connect(&window_->controller(), &RunController::eventsArrived, [this](const std::vector<Event>& events) {
      for (const Event& event : events) {
        if (const auto* step = std::get_if<StepDone>(&event)) steps_.push_back(step->iteration);
      }
    });
    window_->pages().showMode(Mode::Train);
  }
  void closeWindow() {
    window_->close();
    EXPECT_TRUE(waitFor([&] { return !window_->isVisible(); }));
    window_.reset();
  }

  QAction& action(const QString& name) { return *window_->findChild<QAction*>(name); }
  RunController& controller() { return window_->controller(); }

  void start(const QString& actionName, const RunSpec& spec) {
    dynamic_cast<TrainPage&>(window_->pages().page(Mode::Train)).showSpec(spec);
    action(actionName).trigger();
  }
  /// Beyond the first checkpoint.
  bool waitForSteps() {
    return waitFor([&] { return !steps_.empty() && steps_.back() > 7; });
  }
  bool waitForIdle() {
    return waitFor([&] { return controller().state() == TrainingState::Idle; });
  }
  std::unique_ptr<Program> trainElsewhere() const {
    RunSpec spec = tinyRun(kWithoutEnd);
    spec.data.path = (folder_ / "data").string();
    const Project& project = window_->document()->project();
    spec.split.file = project.splitFile(project.activeSplit).string();
    appendText(folder_ / "elsewhere.toml", toToml(spec));
    return std::make_unique<Program>(
        folder_.path(), std::vector<std::string>{"train", "elsewhere.toml", "--runs", project_.runs().string()});
  }
  RunFolder onlyRun() const {
    const std::vector<RunFolder> runs = listRuns(project_.runs());
    return runs.empty() ? RunFolder{{}} : runs.front();
  }
  bool isWatched(const RunFolder& run) {
    return waitFor([&] {
      window_->document()->runs().refresh();
      return controller().currentRun() == run && controller().place() == TrainingPlace::Background;
    });
  }
  bool isInTraining() {
    return waitFor([&] {
      const std::optional<ProcessMark> trainer = trainerOf(onlyRun());
      return trainer && canBeAskedToStop(*trainer) && summarise(onlyRun()).iterations > 0;
    });
  }

  TemporaryFolder folder_;
  Project project_;
  const std::unique_ptr<Engine> engine_ = makeEngine();
  std::vector<std::int64_t> steps_;
  std::unique_ptr<MainWindow> window_;
};

TEST_F(BackgroundWindow, ARunInTheBackgroundCompletesAfterTheWindowHasClosed) {
  start("train-start-in-background", tinyRun(60));
  ASSERT_TRUE(waitFor([&] { return !steps_.empty(); }));
  const RunFolder run = onlyRun();
  closeWindow();
  ASSERT_TRUE(waitFor([&] { return !isLocked(run); }));
  const RunSummary summary = summarise(run);
  EXPECT_EQ(summary.state, RunState::Completed) << summary.message << readText(run.log());
  EXPECT_EQ(summary.iterations, 60);
}

TEST_F(BackgroundWindow, AStopFromTheWindowLeavesACheckpoint) {
  start("train-start-in-background", tinyRun(kWithoutEnd));
  ASSERT_TRUE(waitForSteps());
  EXPECT_FALSE(action("train-pause").isEnabled());
  action("train-stop").trigger();
  ASSERT_TRUE(waitForIdle());
  const RunSummary summary = summarise(onlyRun());
  EXPECT_EQ(summary.state, RunState::Stopped);
  EXPECT_EQ(summary.savedIterations, summary.iterations);
}

TEST_F(BackgroundWindow, ARunThatSomeoneElseStartedIsShownAsRunningAndTakenOverFromWhereItWas) {
  const std::unique_ptr<Program> other = trainElsewhere();
  ASSERT_TRUE(isInTraining());
  const RunFolder run = onlyRun();
  ASSERT_TRUE(isWatched(run));
  EXPECT_EQ(window_->document()->runs().find(run)->summary.state, RunState::Running);
  ASSERT_TRUE(waitForSteps());

  steps_.clear();
  std::optional<std::int64_t> stoppedAt;
  QObject::connect(&controller(), &RunController::runEnded, [&](const RunFolder&, const RunFinished& ending) {
    if (!stoppedAt) stoppedAt = ending.iteration;
    steps_.clear();
  });
  action("train-take-over").trigger();
  ASSERT_TRUE(waitFor([&] { return stoppedAt && !steps_.empty(); }));
  EXPECT_EQ(controller().place(), TrainingPlace::Window);
  EXPECT_EQ(controller().currentRun(), run);
  EXPECT_EQ(steps_.front(), *stoppedAt + 1);
  EXPECT_EQ(trainerOf(run), thisProcess());
  EXPECT_EQ(other->wait().exitCode, 130);
  controller().stop();
  ASSERT_TRUE(waitForIdle());
}

TEST_F(BackgroundWindow, ClosingCanLeaveTheRunToTheBackgroundWhichTheNextWindowWatches) {
  start("train-start", tinyRun(kWithoutEnd));
  ASSERT_TRUE(waitForSteps());
  const RunFolder run = onlyRun();
  QTimer::singleShot(0, window_.get(), [] {
    auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
    ASSERT_NE(question, nullptr);
    const QList<QAbstractButton*> buttons = question->buttons();
    (*std::ranges::find(buttons, QString("Go on in the background"), &QAbstractButton::text))->click();
  });
  closeWindow();
  ASSERT_TRUE(isInTraining());
  EXPECT_EQ(trainerOf(run)->program, "macadam-cli");

  openWindow();
  ASSERT_TRUE(isWatched(run));
  ASSERT_TRUE(waitFor([&] { return !steps_.empty(); }));
  EXPECT_EQ(listRuns(project_.runs()).size(), 1U);
  action("train-stop").trigger();
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(summarise(run).state, RunState::Stopped);
}

TEST_F(BackgroundWindow, AFaultCostsTheRunAndNotTheWindow) {
  start("train-start-in-background", tinyRun(kWithoutEnd));
  ASSERT_TRUE(waitForSteps());
  const RunFolder run = onlyRun();
  ::kill(static_cast<pid_t>(trainerOf(run)->number), SIGSEGV);
  ASSERT_TRUE(waitForIdle());
  const RunSummary summary = summarise(run);
  EXPECT_EQ(summary.state, RunState::Interrupted);
  EXPECT_GE(summary.savedIterations, 5) << "it can go on from its checkpoint";
}

}  // namespace
}  // namespace macadam
