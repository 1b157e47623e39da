#include "made_runs.h"
#include "support/made_history.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"
#include "ui/results/curve_store.h"
#include "ui/results/run_curves.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QThread>
#include <atomic>

namespace macadam {
namespace {

RunCurves curvesOf(const std::vector<Event>& events) {
  RunCurves curves;
  for (const Event& event : events) curves.add(event);
  return curves;
}

std::vector<PlotPoint> pointsOf(const RunCurves& curves, MonitorPanel panel, const std::string& network) {
  const CurveSeries series = curves.points(panel, network);
  std::vector<PlotPoint> points;
  for (std::size_t i = 0; i < series.size(); ++i) points.push_back(series.at(i));
  return points;
}

}  // namespace

TEST(RunCurves, AreValidationScoresInPerCentByIteration) {
  const RunCurves curves = curvesOf(completedEvents(60));
  EXPECT_EQ(curves.networks(), std::vector<std::string>{"student"});
  EXPECT_EQ(pointsOf(curves, kIouPanel, "student"), (std::vector<PlotPoint>{{100, 60}, {200, 50}}));
  EXPECT_EQ(pointsOf(curves, kPrecisionPanel, "student"), (std::vector<PlotPoint>{{100, 100}, {200, 100}}));
  EXPECT_TRUE(curves.points(kIouPanel, "teacher1").isEmpty());
}

TEST(RunCurves, TheLossIsTheRunsWhateverTheNetwork) {
  const std::vector<PlotPoint> expected{{100, 0.7}, {200, 0.5}};
  EXPECT_EQ(pointsOf(curvesOf(completedEvents(60)), MonitorPanel::Loss, "teacher1"), expected);
}

TEST(RunCurves, AnIterationThatComesAgainReplacesWhatFollowedIt) {
  RunCurves curves = curvesOf(completedEvents(60));
  curves.add(StepDone{.iteration = 150, .total = 0.6});
  curves.add(evaluatedAt(150, 75));
  EXPECT_EQ(pointsOf(curves, MonitorPanel::Loss, ""), (std::vector<PlotPoint>{{100, 0.7}, {150, 0.6}}));
  EXPECT_EQ(pointsOf(curves, kIouPanel, "student"), (std::vector<PlotPoint>{{100, 60}, {150, 75}}));
}

TEST(RunCurves, GoOnFromWhatWasAskedForBefore) {
  RunCurves curves = curvesOf({StageStarted{.name = "CMS", .firstIteration = 1, .trained = {"student"}},
                               StepDone{.iteration = 100, .total = 0.9}});
  EXPECT_EQ(pointsOf(curves, MonitorPanel::Loss, ""), (std::vector<PlotPoint>{{100, 0.9}}));
  curves.add(StepDone{.iteration = 200, .total = 0.8});
  EXPECT_EQ(pointsOf(curves, MonitorPanel::Loss, ""), (std::vector<PlotPoint>{{100, 0.9}, {200, 0.8}}));
  curves.add(StageStarted{.name = "SSLKD", .index = 1, .firstIteration = 201, .trained = {"student"}});
  curves.add(StepDone{.iteration = 300, .total = 0.7});
  const CurveSeries staged = curves.points(MonitorPanel::Loss, "");
  ASSERT_EQ(staged.size(), 4u);
  EXPECT_TRUE(staged.isBreak(2));
  EXPECT_EQ(staged.at(3), (PlotPoint{300, 0.7}));
  curves.add(StepDone{.iteration = 200, .total = 0.6});  // after a resume
  EXPECT_EQ(pointsOf(curves, MonitorPanel::Loss, ""), (std::vector<PlotPoint>{{100, 0.9}, {200, 0.6}}));
}

TEST(RunCurves, OnItsOwnAxisAStudentBeginsAtZeroAndFrozenTeachersHaveNone) {
  const auto score = [](const std::string& network, std::int64_t found) {
    return NetworkScore{.network = network, .pooled = {.truePositives = found, .falseNegatives = 100 - found}};
  };
  const RunCurves curves = curvesOf({
      StageStarted{.name = "teachers CMS", .firstIteration = 1, .trained = {"teacher1"}},
      StepDone{.iteration = 600, .total = 0.9},
      Evaluated{.iteration = 600, .scores = {score("teacher1", 70)}, .best = true},
      StageStarted{
          .name = "student SSLKD", .index = 1, .firstIteration = 601, .trained = {"student"}, .frozen = {"teacher1"}},
      StepDone{.iteration = 650, .total = 0.5},
      Evaluated{.iteration = 650, .scores = {score("student", 40), score("teacher1", 70)}, .best = true},
  });
  EXPECT_EQ(pointsOf(curves, kIouPanel, "student"), (std::vector<PlotPoint>{{650, 40}}));
  EXPECT_EQ(curves.points(kIouPanel, "student", CurveAxis::Network).at(0), (PlotPoint{50, 40}));
  EXPECT_EQ(curves.points(kIouPanel, "teacher1", CurveAxis::Network).at(0), (PlotPoint{600, 70}));
  EXPECT_EQ(curves.frozenPoints(kIouPanel, "teacher1").at(1), (PlotPoint{650, 70}));
  EXPECT_TRUE(curves.frozenPoints(kIouPanel, "teacher1", CurveAxis::Network).isEmpty());
  const CurveSeries loss = curves.points(MonitorPanel::Loss, "student", CurveAxis::Network);
  ASSERT_EQ(loss.size(), 1u) << "the teachers' loss is none of the student's";
  EXPECT_EQ(loss.at(0), (PlotPoint{50, 0.5}));
}

TEST(CurveStore, ReadsCurvesOnceAndKeepsUpWithTraining) {
  const TemporaryFolder folder;
  Jobs jobs;
  CurveStore store(jobs);
  const RunFolder run = makeRun(folder.path(), supervisedSpec("a"), completedEvents(60));
  const QSignalSpy ready(&store, &CurveStore::ready);
  store.want({{.folder = run}});
  store.add(run, {StepDone{.iteration = 201, .total = 0.3}});  // while it is being read
  ASSERT_TRUE(waitFor([&] { return ready.count() == 1; }));
  EXPECT_EQ(store.find(run)->points(MonitorPanel::Loss, "").size(), 3u);
  store.want({{.folder = run}});
  EXPECT_TRUE(jobs.running().isEmpty());
}

TEST(CurveStore, ReadsAgainAfterACancel) {
  const TemporaryFolder folder;
  Jobs jobs;
  CurveStore store(jobs);
  const RunFolder run = makeRun(folder.path(), supervisedSpec("a"), completedEvents(60));
  const QSignalSpy ready(&store, &CurveStore::ready);
  std::atomic<bool> isFree = false;
  for (int i = 0; i < QThread::idealThreadCount() + 16; ++i) {  // so that nothing is read before the cancel
    jobs.start<int>(
        "Wait", &jobs,
        [&](QPromise<int>&) {
          while (!isFree) QThread::msleep(1);
        },
        [](int) {});
  }
  store.want({{.folder = run}});
  jobs.cancelAll();
  isFree = true;
  ASSERT_TRUE(waitFor([&] { return jobs.running().isEmpty(); }));
  EXPECT_EQ(ready.count(), 0);
  store.want({{.folder = run}});
  EXPECT_TRUE(waitFor([&] { return store.find(run) != nullptr; }));
}

}  // namespace macadam
