#include "runs/run_history.h"

#include "support/made_history.h"

#include <gtest/gtest.h>

#include <cmath>

namespace macadam {
namespace {

/// `found` of 100 road pixels, no false alarms: IoU and recall `found` per cent.
Evaluated scoredAt(std::int64_t iteration, std::int64_t found, EvaluatedOn on = EvaluatedOn::Validation) {
  const Confusion pooled{.truePositives = found, .falseNegatives = 100 - found, .trueNegatives = 900};
  return {.iteration = iteration, .subset = on, .scores = {{.network = "student", .pooled = pooled}}, .seconds = 10.0};
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
  EXPECT_EQ(curveOf(history, kIouPanel, "student").values, (std::vector<double>{40, 60}));
  EXPECT_EQ(curveOf(history, kIouPanel, "student").iterations, (std::vector<std::int64_t>{2, 4}));
  EXPECT_EQ(curveOf(history, kPrecisionPanel, "student").values, (std::vector<double>{100, 100}));
  EXPECT_EQ(curveOf(history, kRecallPanel, "student").values, (std::vector<double>{40, 60}));
}

TEST(RunHistory, EveryMeasureThatIsDrawnHasACurve) {
  const RunHistory history = historyOf(kTwoStages);
  for (const Measure* measure : kCurveMeasures) {
    EXPECT_EQ(curveOf(history, panelOf(*measure), "student").values.size(), 2u) << measure->key;
  }
}

TEST(RunHistory, ScoresThatAreUndefinedAreGaps) {
  const RunHistory history =
      historyOf({Evaluated{.iteration = 1, .scores = {{.network = "student", .pooled = {.trueNegatives = 9}}}}});
  EXPECT_TRUE(std::isnan(curveOf(history, kIouPanel, "student").values.at(0)));
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
  EXPECT_EQ(curveOf(history, kIouPanel, "student").values, std::vector<double>{40});
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

namespace {

/// Two teachers and then a student: each network finds so many of 100 road pixels.
Evaluated scores(std::int64_t iteration, bool best, const std::vector<std::pair<std::string, std::int64_t>>& found) {
  Evaluated event{.iteration = iteration, .best = best};
  for (const auto& [network, pixels] : found) {
    event.scores.push_back({.network = network,
                            .pooled = {.truePositives = pixels, .falseNegatives = 100 - pixels, .trueNegatives = 900}});
  }
  return event;
}

StageStarted studentStage(const std::string& name, int index, std::int64_t first, std::int64_t iterations) {
  return {.name = name,
          .index = index,
          .count = 3,
          .firstIteration = first,
          .iterations = iterations,
          .totalIterations = 9,
          .trained = {"student"},
          .frozen = {"teacher1", "teacher2"}};
}

std::vector<Event> teachersThenStudent() {
  return {StageStarted{.name = "teachers CMS",
                       .count = 3,
                       .firstIteration = 1,
                       .iterations = 3,
                       .totalIterations = 9,
                       .trained = {"teacher1", "teacher2"}},
          stepAt(1, 1),
          scores(1, true, {{"teacher1", 30}, {"teacher2", 40}}),
          stepAt(2, 1),
          scores(2, true, {{"teacher1", 50}, {"teacher2", 35}}),
          stepAt(3, 1),
          scores(3, false, {{"teacher1", 20}, {"teacher2", 60}}),
          studentStage("student warm-up", 1, 4, 2),
          stepAt(4, 1),
          scores(4, true, {{"student", 10}}),
          studentStage("student SSLKD", 2, 6, 4),
          stepAt(6, 1),
          scores(6, true, {{"student", 45}, {"teacher1", 50}, {"teacher2", 35}}),
          stepAt(8, 1),
          scores(8, false, {{"student", 44}, {"teacher1", 50}, {"teacher2", 35}})};
}

const MonitorCurve& frozenCurveOf(const RunHistory& history, const std::string& network) {
  for (const MonitorCurve& curve : history.curves()) {
    if (curve.panel == kIouPanel && curve.name == network && curve.isFrozen) return curve;
  }
  static const MonitorCurve none;
  return none;
}

}  // namespace

TEST(RunHistory, FrozenTeachersAreLevelFromWhereTheyWereFrozen) {
  const RunHistory history = historyOf(teachersThenStudent());
  EXPECT_EQ(curveOf(history, kIouPanel, "teacher1").iterations, (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(frozenCurveOf(history, "teacher1").iterations, (std::vector<std::int64_t>{4, 6, 8}));
  EXPECT_EQ(frozenCurveOf(history, "teacher1").values, (std::vector<double>{50, 50, 50}));
  EXPECT_EQ(frozenCurveOf(history, "teacher2").values, (std::vector<double>{35, 35, 35}));
  EXPECT_TRUE(frozenCurveOf(history, "student").values.empty());
}

TEST(RunHistory, TheBestIsThatOfTheCheckpointAlsoWhenANetworkAloneWasBetterLater) {
  const RunHistory history = historyOf(teachersThenStudent());
  EXPECT_EQ(history.kept("teacher2")->iteration, 2);
  EXPECT_DOUBLE_EQ(*history.kept("teacher2")->metrics.iou, 0.35);
  EXPECT_EQ(history.kept("student")->iteration, 6);
  EXPECT_EQ(history.kept("someone"), nullptr);
}

TEST(RunHistory, TeachersThatWereGivenAreLevelFromTheBeginning) {
  const RunHistory history = historyOf({StageStarted{.name = "student warm-up",
                                                     .firstIteration = 1,
                                                     .iterations = 2,
                                                     .totalIterations = 4,
                                                     .trained = {"student"},
                                                     .frozen = {"teacher1"}},
                                        stepAt(1, 1),
                                        StageStarted{.name = "student SSLKD",
                                                     .index = 1,
                                                     .firstIteration = 3,
                                                     .iterations = 2,
                                                     .totalIterations = 4,
                                                     .trained = {"student"},
                                                     .frozen = {"teacher1"}},
                                        stepAt(3, 1), scores(3, true, {{"student", 10}, {"teacher1", 70}})});
  EXPECT_EQ(frozenCurveOf(history, "teacher1").iterations, (std::vector<std::int64_t>{1, 3}));
  EXPECT_EQ(history.kept("teacher1")->iteration, 0);
  EXPECT_EQ(history.iterationsBefore("teacher1"), std::nullopt);
}

TEST(RunHistory, LogsOfEarlierVersionsTellFrozenTeachersByTheStage) {
  std::vector<Event> events = teachersThenStudent();
  for (Event& event : events) {
    if (auto* started = std::get_if<StageStarted>(&event)) started->trained = started->frozen = {};
  }
  const RunHistory history = historyOf(events);
  EXPECT_EQ(frozenCurveOf(history, "teacher1").iterations, (std::vector<std::int64_t>{6, 8}));
  EXPECT_EQ(history.kept("teacher1")->iteration, 2);
  EXPECT_EQ(history.iterationsBefore("student"), 3);
}

TEST(RunHistory, AStudentBeginsWhereItsTeachersEnd) {
  const RunHistory history = historyOf(teachersThenStudent());
  EXPECT_EQ(history.iterationsBefore("student"), 3);
  EXPECT_EQ(history.iterationsBefore("teacher2"), 0);
  EXPECT_EQ(history.stageStart(5), 4);
}

TEST(RunHistory, AResumedRunForgetsAlsoWhatWasBestSince) {
  RunHistory history = historyOf(teachersThenStudent());
  history.add(StageStarted{.name = "student SSLKD",
                           .index = 2,
                           .count = 3,
                           .firstIteration = 6,
                           .iterations = 4,
                           .totalIterations = 9,
                           .trained = {"student"},
                           .frozen = {"teacher1", "teacher2"}});
  history.add(stepAt(6, 1));
  EXPECT_EQ(history.kept("student")->iteration, 4);
  EXPECT_EQ(frozenCurveOf(history, "teacher1").iterations, std::vector<std::int64_t>{4});
  history.add(scores(6, false, {{"student", 5}, {"teacher1", 50}, {"teacher2", 35}}));
  EXPECT_EQ(history.kept("student")->iteration, 4);
  EXPECT_EQ(frozenCurveOf(history, "teacher1").iterations, (std::vector<std::int64_t>{4, 6}));
}

}  // namespace macadam
