#include "ui/train/monitor/run_history.h"

#include "ui/train/monitor/history_plotter.h"
#include "ui/train/monitor/monitor_axis.h"
#include "ui/train/monitor/run_header.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

namespace macadam {
namespace {

StepDone stepAt(std::int64_t iteration, double total) {
  return {.iteration = iteration,
          .terms = {{"supervised student", total / 2}},
          .total = total,
          .learningRate = 0.1,
          .stepSeconds = 2.0,
          .images = 8};
}

/// `found` of 100 road pixels, no false alarms: IoU and recall `found` per cent.
Evaluated scoredAt(std::int64_t iteration, std::int64_t found, EvaluatedOn on = EvaluatedOn::Validation) {
  const Confusion pooled{.truePositives = found, .falseNegatives = 100 - found, .trueNegatives = 900};
  return {.iteration = iteration, .subset = on, .scores = {{.network = "student", .pooled = pooled}}, .seconds = 10.0};
}

RunHistory historyOf(const std::vector<Event>& events) {
  RunHistory history;
  for (const Event& event : events) history.add(event);
  return history;
}

const MonitorCurve& curveOf(const RunHistory& history, MonitorPanel panel, const std::string& name) {
  for (const MonitorCurve& curve : history.curves()) {
    if (curve.panel == panel && curve.name == name) return curve;
  }
  static const MonitorCurve none;
  return none;
}

StageStarted stage(const std::string& name, int index, std::int64_t first) {
  return {.name = name, .index = index, .count = 2, .firstIteration = first, .iterations = 2, .totalIterations = 4};
}

const std::vector<Event> kTwoStages{stage("warm-up", 0, 1), stepAt(1, 4),         stepAt(2, 3),
                                    scoredAt(2, 40),        stage("SSLKD", 1, 3), stepAt(3, 2),
                                    stepAt(4, 1),           scoredAt(4, 60),      scoredAt(4, 10, EvaluatedOn::Test)};

}  // namespace

TEST(RunHistory, LossTermsAddUpToTheTotal) {
  StepDone step = stepAt(1, 0.4);
  step.terms = {{.name = "supervised student", .value = 0.3}, {.name = "features", .value = 1.0, .weight = 0.1}};
  const RunHistory history = historyOf({step});
  EXPECT_DOUBLE_EQ(curveOf(history, MonitorPanel::Loss, "supervised student").values.at(0), 0.3);
  EXPECT_DOUBLE_EQ(curveOf(history, MonitorPanel::Loss, "features").values.at(0), 0.1);
}

TEST(RunHistory, KeepsEveryTermTheTotalAndTheLearningRate) {
  const RunHistory history = historyOf(kTwoStages);
  EXPECT_EQ(curveOf(history, MonitorPanel::Loss, "total").values, (std::vector<double>{4, 3, 2, 1}));
  EXPECT_EQ(curveOf(history, MonitorPanel::Loss, "supervised student").values, (std::vector<double>{2, 1.5, 1, 0.5}));
  EXPECT_EQ(curveOf(history, MonitorPanel::LearningRate, "learning rate").iterations.size(), 4u);
  EXPECT_EQ(history.curves().front().name, "total");
}

TEST(RunHistory, ScoresAreThoseOnTheValidationTilesInPerCent) {
  const RunHistory history = historyOf(kTwoStages);
  EXPECT_EQ(curveOf(history, MonitorPanel::Iou, "student").values, (std::vector<double>{40, 60}));
  EXPECT_EQ(curveOf(history, MonitorPanel::Iou, "student").iterations, (std::vector<std::int64_t>{2, 4}));
  EXPECT_EQ(curveOf(history, MonitorPanel::Precision, "student").values, (std::vector<double>{100, 100}));
  EXPECT_EQ(curveOf(history, MonitorPanel::Recall, "student").values, (std::vector<double>{40, 60}));
}

TEST(RunHistory, ScoresThatAreUndefinedAreGaps) {
  const RunHistory history =
      historyOf({Evaluated{.iteration = 1, .scores = {{.network = "student", .pooled = {.trueNegatives = 9}}}}});
  EXPECT_TRUE(std::isnan(curveOf(history, MonitorPanel::Iou, "student").values.at(0)));
}

TEST(RunHistory, TellsHowGoodPseudoLabelsAre) {
  StepDone step = stepAt(1, 1);
  step.pseudoLabels = PseudoLabelQuality{
      .confidentShare = 0.8, .agreement = 0.9, .againstTruth = Confusion{.truePositives = 1, .falsePositives = 3}};
  const RunHistory history = historyOf({step});
  EXPECT_EQ(curveOf(history, MonitorPanel::PseudoLabels, "confident").values, std::vector<double>{80});
  EXPECT_EQ(curveOf(history, MonitorPanel::PseudoLabels, "agreement").values, std::vector<double>{90});
  EXPECT_EQ(curveOf(history, MonitorPanel::PseudoLabels, "IoU with held-back truth").values, std::vector<double>{25});
}

TEST(RunHistory, AResumedRunReplacesWhatFollowedItsCheckpoint) {
  RunHistory history = historyOf(kTwoStages);
  const int before = history.revision();
  history.add(stage("SSLKD", 1, 3));
  history.add(stepAt(3, 20));
  EXPECT_NE(history.revision(), before);
  EXPECT_EQ(curveOf(history, MonitorPanel::Loss, "total").values, (std::vector<double>{4, 3, 20}));
  EXPECT_EQ(curveOf(history, MonitorPanel::Iou, "student").values, std::vector<double>{40});
  ASSERT_EQ(history.stages().size(), 2u);
  EXPECT_EQ(history.stages()[1].firstIteration, 3);
}

TEST(RunHistory, CountsEvaluationsIntoTheTime) {
  const RunHistory history = historyOf(kTwoStages);
  EXPECT_EQ(history.secondsAt(1), 2.0);
  EXPECT_EQ(history.secondsAt(2), 14.0);
  EXPECT_EQ(history.secondsAt(3), 16.0);
  EXPECT_EQ(history.secondsAt(0), 0.0);
}

TEST(RunHistory, EstimatesSpeedAndTheTimeThatIsLeft) {
  RunHistory history;
  StageStarted started = stage("student", 0, 1);
  started.totalIterations = 10;
  history.add(started);
  for (int i = 1; i <= 4; ++i) history.add(stepAt(i, 1));
  EXPECT_DOUBLE_EQ(history.imagesPerSecond(), 4.0);
  EXPECT_DOUBLE_EQ(history.remainingSeconds(), 12.0);
  EXPECT_EQ(progressText(history, true),
            "student, stage 1 of 2  ·  4 of 10 iterations  ·  4.0 images/s  ·  about 0:12 left");
}

TEST(RunHeader, DurationsReadAsClocks) {
  EXPECT_EQ(clockText(5.4), "0:05");
  EXPECT_EQ(clockText(754), "12:34");
  EXPECT_EQ(clockText(3723), "1:02:03");
}

TEST(MonitorAxis, GoesByIterationEpochAndTime) {
  const RunHistory history = historyOf(kTwoStages);
  EXPECT_EQ((MonitorAxis{XAxisKind::Iteration, 5, 20}).toX(history, 4), 4.0);
  EXPECT_EQ((MonitorAxis{XAxisKind::Epoch, 5, 20}).toX(history, 4), 1.0);  // 4 · 5 of 20 tiles
  EXPECT_EQ((MonitorAxis{XAxisKind::Time, 5, 20}).toX(history, 3), 16.0);
}

TEST(HistoryPlotter, AppendsWhatIsNewAndRedrawsWhatWasReplaced) {
  CurvePlot plot;
  plot.setPanels(monitorPanels());
  HistoryPlotter plotter(plot);
  RunHistory history = historyOf({stepAt(1, 4), stepAt(2, 3)});
  plotter.update(history, {});
  history.add(stepAt(3, 2));
  plotter.update(history, {});
  EXPECT_EQ(plot.curves().front().points.size(), 3u);
  history.add(stepAt(2, 9));
  plotter.update(history, {});
  EXPECT_EQ(plot.curves().front().points.size(), 2u);
  EXPECT_EQ(plot.curves().front().points.at(1), (PlotPoint{2, 9}));
  plotter.remove();
  EXPECT_TRUE(plot.curves().empty());
}

TEST(HistoryPlotter, GivesANetworkOneColourInAllRuns) {
  const auto scoresOf = [](const std::vector<std::string>& networks) {
    Evaluated evaluated = scoredAt(1, 50);
    const NetworkScore score = evaluated.scores.front();
    evaluated.scores.clear();
    for (const std::string& name : networks) evaluated.scores.push_back({.network = name, .pooled = score.pooled});
    return historyOf({evaluated});
  };
  CurvePlot plot;
  plot.setPanels(monitorPanels());
  HistoryPlotter student(plot), teachers(plot, "other", "other", Qt::DashLine);
  student.update(scoresOf({"student", "teacher1", "teacher2"}), {});
  teachers.update(scoresOf({"teacher1", "teacher2"}), {});
  std::map<QString, std::set<int>> colours;
  for (const PlotCurve& curve : plot.curves()) colours[curve.name.left(9)].insert(curve.colour);
  EXPECT_EQ(colours, (std::map<QString, std::set<int>>{{"student", {0}}, {"teacher 1", {1}}, {"teacher 2", {2}}}));
}

}  // namespace macadam
