#include "ui/train/monitor/run_monitor.h"

#include "runs/metrics_log.h"
#include "spec/run_spec_toml.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"
#include "ui/train/monitor/overlay_key.h"
#include "ui/train/monitor/preview_strip.h"
#include "ui/train/scripted_engine.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QSettings>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

namespace macadam {
namespace {

std::vector<Event> threeSteps() {
  return {StageStarted{
              .name = "student supervised", .count = 1, .firstIteration = 1, .iterations = 3, .totalIterations = 3},
          StepDone{.iteration = 1, .total = 3.0, .stepSeconds = 1.0},
          StepDone{.iteration = 2, .total = 2.0, .stepSeconds = 1.0},
          PreviewReady{
              .iteration = 2, .network = "student", .sampleId = "e", .width = 1, .height = 1, .probability = {200}},
          StepDone{.iteration = 3, .total = 1.0, .stepSeconds = 1.0}};
}

RunFolder makePastRun(const std::filesystem::path& runs, const std::string& name,
                      std::chrono::system_clock::time_point begun = std::chrono::system_clock::now()) {
  RunSpec spec{.name = name};
  spec.schedule.labelledBatch = 2;
  const RunFolder run = createRun(runs, name, toToml(spec), begun);
  saveSplit({.name = "default", .labelled = {"a", "b", "c", "d"}}, run.split());
  MetricsLog log(run.metrics(), run.previews());
  for (const Event& event : threeSteps()) log.post(event);
  log.post(RunFinished{.iteration = 3});
  return run;
}

ProjectContents contents(const std::filesystem::path& folder) {
  auto dataset = std::make_shared<Dataset>();
  dataset->root = folder;
  return {.project = {.folder = folder, .data = "."}, .dataset = std::move(dataset)};
}

class RunMonitorTest : public testing::Test {
 protected:
  RunMonitorTest() { QSettings().clear(); }

  bool waitForIteration(std::int64_t iteration) {
    return waitFor([&] { return monitor_.history().iteration() == iteration; });
  }
  QString log() { return monitor_.findChild<LogPanel*>()->toPlainText(); }

  TemporaryFolder folder_;
  ScriptedEngine engine_;
  Jobs jobs_;
  ProjectDocument document_{contents(folder_.path()), jobs_};
  RunController controller_{accessTo(engine_)};
  RunMonitor monitor_{controller_};
};

}  // namespace

TEST_F(RunMonitorTest, ShowsTheRunInTraining) {
  engine_.script = [](const ScriptedEngine::Training& training) {
    for (const Event& event : threeSteps()) training.sink.post(event);
  };
  RunSpec spec{.name = "new"};
  spec.data.path = folder_.path().string();
  controller_.add(NewRun{spec, folder_.path()});
  ASSERT_TRUE(waitForIteration(3));
  ASSERT_TRUE(waitFor([&] { return log().contains("Completed"); }));
  EXPECT_EQ(log().count("Stage 1 of 1"), 1);
  EXPECT_EQ(monitor_.plot().curves().front().points.size(), 3u);
}

TEST_F(RunMonitorTest, ShowsARunThatWasInTrainingBeforeItself) {
  engine_.script = stepUntilStopped();
  RunSpec spec{.name = "new"};
  spec.data.path = folder_.path().string();
  controller_.add(NewRun{spec, folder_.path()});
  ASSERT_TRUE(waitFor([&] { return controller_.currentRun().has_value(); }));
  RunMonitor later(controller_);
  later.setDocument(&document_);
  EXPECT_TRUE(waitFor([&] { return later.history().iteration() > 0; }));
  controller_.stop();
  ASSERT_TRUE(waitFor([&] { return controller_.state() == TrainingState::Idle; }));
}

TEST_F(RunMonitorTest, CallsARunInTrainingNoLongerThanItIs) {
  const QList<QComboBox*> boxes = monitor_.findChildren<QComboBox*>();
  const auto runs = std::ranges::find(boxes, "Run", &QWidget::accessibleName);
  ASSERT_NE(runs, boxes.end());
  engine_.script = stepUntilStopped();
  RunSpec spec{.name = "new"};
  spec.data.path = folder_.path().string();
  controller_.add(NewRun{spec, folder_.path()});
  ASSERT_TRUE(waitFor([&] { return (*runs)->currentText().endsWith("new (in training)"); }));
  controller_.stop();
  ASSERT_TRUE(waitFor([&] { return controller_.state() == TrainingState::Idle; }));
  EXPECT_EQ((*runs)->findText("(in training)", Qt::MatchContains), -1);
}

TEST_F(RunMonitorTest, ShowsARunThatGoesOnBehindItsPast) {
  const auto stage = threeSteps().front();
  RunSpec spec{.name = "cut short"};
  spec.data.path = folder_.path().string();
  const RunFolder run = createRun(folder_.path(), spec.name, toToml(spec));
  {
    MetricsLog past(run.metrics(), run.previews());
    for (const Event& event : {stage, Event(StepDone{.iteration = 1}), Event(StepDone{.iteration = 2}),
                               Event(CheckpointSaved{.iteration = 2, .path = "last"}),
                               Event(RunFinished{.ending = Ending::Stopped, .iteration = 2})}) {
      past.post(event);
    }
  }
  engine_.script = [&](const ScriptedEngine::Training& training) {
    MetricsLog log(training.run.metrics(), training.run.previews());
    for (const Event& event :
         {stage, Event(StepDone{.iteration = 3}), Event(CheckpointSaved{.iteration = 3, .path = "last"})}) {
      log.post(event);
      training.sink.post(event);
    }
  };
  controller_.resumeRuns({{run}});
  ASSERT_TRUE(waitForIteration(3));
  ASSERT_TRUE(waitFor([&] { return log().contains("Completed"); }));
  EXPECT_EQ(log(),
            "Stage 1 of 1: student supervised, iterations 1 to 3\n"
            "Checkpoint at 2: last\n"
            "Stopped at iteration 2\n"
            "Stage 1 of 1: student supervised, iterations 1 to 3, resumed after iteration 2\n"
            "Checkpoint at 3: last\n"
            "Completed at iteration 0");
}

TEST_F(RunMonitorTest, ShowsAPastRunAsItWasLive) {
  monitor_.setDocument(&document_);
  const RunFolder run = makePastRun(document_.project().runs(), "past");
  monitor_.showRun(run);
  ASSERT_TRUE(waitForIteration(3));
  EXPECT_TRUE(log().contains("Completed at iteration 3"));
  EXPECT_EQ(monitor_.plot().curves().front().points.at(2), (PlotPoint{3, 1}));
  monitor_.findChild<QComboBox*>("monitor-x-axis")->setCurrentIndex(1);  // by epoch: 3 · 2 of 4 tiles
  EXPECT_EQ(monitor_.plot().curves().front().points.at(2), (PlotPoint{1.5, 1}));
}

TEST_F(RunMonitorTest, SaysWhatItWaitsForWhereItShowsNothing) {
  const int iou = static_cast<int>(panelOf(kMainMeasure));
  EXPECT_TRUE(monitor_.plot().shownText(iou).contains("choose an earlier one"));
  monitor_.setDocument(&document_);
  monitor_.showRun(makePastRun(document_.project().runs(), "past"));
  ASSERT_TRUE(waitForIteration(3));
  EXPECT_EQ(monitor_.plot().shownText(iou), "This run was not validated");
  EXPECT_EQ(monitor_.plot().shownText(0), "");
  std::atomic<bool> isSeen = false;
  engine_.script = [&](const ScriptedEngine::Training& training) {
    training.sink.post(StageStarted{.name = "student",
                                    .count = 1,
                                    .firstIteration = 1,
                                    .iterations = 90,
                                    .totalIterations = 90,
                                    .evaluateEvery = 50});
    training.sink.post(StepDone{.iteration = 1});
    while (!isSeen) std::this_thread::yield();
  };
  RunSpec spec{.name = "new"};
  spec.data.path = folder_.path().string();
  controller_.add(NewRun{spec, folder_.path()});
  EXPECT_TRUE(waitFor([&] { return monitor_.plot().shownText(iou) == "The first scores come at iteration 50"; }));
  isSeen = true;
  ASSERT_TRUE(waitFor([&] { return controller_.state() == TrainingState::Idle; }));
}

TEST_F(RunMonitorTest, LaysAnEarlierRunOverThePlotAndTakesItAway) {
  monitor_.setDocument(&document_);
  const RunFolder run = makePastRun(document_.project().runs(), "past");
  monitor_.overlayRun(run, true);
  ASSERT_TRUE(waitFor([&] { return !monitor_.plot().curves().empty(); }));
  EXPECT_EQ(monitor_.plot().curves().front().style, Qt::DashLine);
  monitor_.overlayRun(run, false);
  EXPECT_TRUE(monitor_.plot().curves().empty());
}

TEST_F(RunMonitorTest, LaysNothingOverThatIsNoLongerWishedWhenItHasBeenRead) {
  const std::filesystem::path runs = document_.project().runs();
  const RunFolder former = makePastRun(runs, "former"), undone = makePastRun(runs, "undone");
  monitor_.setDocument(&document_);
  monitor_.overlayRun(former, true);
  monitor_.setDocument(nullptr);
  monitor_.setDocument(&document_);
  monitor_.overlayRun(undone, true);
  monitor_.overlayRun(undone, false);
  monitor_.overlayRun(makePastRun(runs, "wished"), true);
  const auto* key = monitor_.findChild<OverlayKey*>();
  ASSERT_TRUE(waitFor([&] { return !key->accessibleDescription().isEmpty(); }));
  EXPECT_EQ(key->accessibleDescription(), "wished");
}

TEST_F(RunMonitorTest, NamesTheRunsThatAreLaidOverAndDrawsEachInItsOwnWay) {
  monitor_.setDocument(&document_);
  const auto* key = monitor_.findChild<OverlayKey*>();
  const auto overlay = [&](const RunFolder& run) {
    const QString before = key->accessibleDescription();
    monitor_.overlayRun(run, true);
    ASSERT_TRUE(waitFor([&] { return key->accessibleDescription() != before; }));
  };
  const auto styleOf = [&](const std::string& name) {
    for (const PlotCurve& curve : monitor_.plot().curves()) {
      if (curve.name.endsWith(QString::fromStdString('(' + name + ')'))) return curve.style;
    }
    return Qt::NoPen;
  };
  const std::filesystem::path runs = document_.project().runs();
  const RunFolder one = makePastRun(runs, "one");
  overlay(one);
  overlay(makePastRun(runs, "two"));
  EXPECT_EQ(key->accessibleDescription(), "one, two");
  EXPECT_EQ(styleOf("one"), Qt::DashLine);
  EXPECT_EQ(styleOf("two"), Qt::DotLine);
  monitor_.overlayRun(one, false);
  EXPECT_EQ(key->accessibleDescription(), "two");
  overlay(makePastRun(runs, "three"));
  EXPECT_EQ(styleOf("three"), Qt::DashLine);
  EXPECT_EQ(key->toolTip().count('\n'), 1);
}

TEST_F(RunMonitorTest, TellsOverlaidRunsOfOneNameApart) {
  const auto now = std::chrono::system_clock::now();
  const RunFolder old = makePastRun(document_.project().runs(), "past", now - std::chrono::hours(48));
  const RunFolder recent = makePastRun(document_.project().runs(), "past", now);
  monitor_.setDocument(&document_);
  document_.runs().refresh();
  ASSERT_TRUE(waitFor([&] { return document_.runs().runs().size() == 2; }));
  const auto namesWith = [&](const RunFolder& run) {
    const QString name = '(' + QString::fromStdString(run.name()) + ')';
    return std::ranges::count_if(monitor_.plot().curves(),
                                 [&](const PlotCurve& curve) { return curve.name.endsWith(name); });
  };
  monitor_.overlayRun(old, true);
  monitor_.overlayRun(recent, true);
  ASSERT_TRUE(waitFor([&] { return namesWith(old) > 0 && namesWith(recent) > 0; }));
  monitor_.overlayRun(recent, false);
  EXPECT_GT(namesWith(old), 0) << "the one stays when the other goes";
  EXPECT_EQ(namesWith(recent), 0);
}

TEST_F(RunMonitorTest, KeepsItsChoicesForTheNextTime) {
  monitor_.findChild<QAction*>("monitor-logarithmic")->trigger();
  monitor_.findChild<QAction*>("monitor-panel-6")->setChecked(true);
  monitor_.plot().setCurveShown("0/features", false);
  monitor_.saveState();
  RunMonitor next(controller_);
  next.restoreState();
  EXPECT_TRUE(next.findChild<QAction*>("monitor-logarithmic")->isChecked());
  EXPECT_TRUE(next.plot().isPanelShown(6));
  EXPECT_FALSE(next.plot().isCurveShown("0/features"));
  EXPECT_TRUE(next.plot().isCurveShown("0/total"));
  EXPECT_FALSE(next.plot().isPanelShown(4));
}

}  // namespace macadam
