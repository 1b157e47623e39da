#include "runs/run_summary.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

/// `road` of 100 pixels are found, none is wrongly called road: IoU road/100.
Evaluated evaluated(std::int64_t iteration, EvaluatedOn subset, std::int64_t road) {
  return {.iteration = iteration,
          .subset = subset,
          .scores = {{.network = "student", .pooled = {.truePositives = road, .falseNegatives = 100 - road}}},
          .best = subset == EvaluatedOn::Validation && road == 70,
          .seconds = 2.0};
}

StepDone step(std::int64_t iteration) {
  return {.iteration = iteration, .stepSeconds = 0.5};
}

std::vector<Event> trained() {
  return {StageStarted{.name = "student SSLKD", .totalIterations = 300},
          step(100),
          evaluated(100, EvaluatedOn::Validation, 60),
          step(200),
          evaluated(200, EvaluatedOn::Validation, 70),
          step(300),
          evaluated(300, EvaluatedOn::Validation, 65),
          evaluated(300, EvaluatedOn::Test, 50)};
}

RunState stateAfter(std::optional<Ending> ending) {
  std::vector<Event> events = trained();
  if (ending) events.push_back(RunFinished{.ending = *ending});
  return summarise(events, false).state;
}

}  // namespace

TEST(RunSummary, AnEndingHoldsUntilTheRunIsTrainedOn) {
  std::vector<Event> events = trained();
  EXPECT_FALSE(summarise(events, false).ending);
  events.push_back(RunFinished{.ending = Ending::Stopped, .iteration = 300});
  events.push_back(evaluated(300, EvaluatedOn::Test, 50));
  ASSERT_TRUE(summarise(events, false).ending);
  EXPECT_EQ(summarise(events, false).ending->iteration, 300);
  events.push_back(step(301));
  EXPECT_FALSE(summarise(events, false).ending);
}

TEST(RunSummary, KeepsTheBestValidationAndTheLastTestScoreOfEachNetwork) {
  const RunSummary summary = summarise(trained(), false);
  const NetworkSummary* student = summary.find("student");
  ASSERT_TRUE(student);
  EXPECT_DOUBLE_EQ(*student->validation->iou, 0.7);
  EXPECT_EQ(student->validationIteration, 200);
  EXPECT_DOUBLE_EQ(*student->lastValidation->iou, 0.65);
  EXPECT_DOUBLE_EQ(*student->test->iou, 0.5);
  EXPECT_EQ(summary.find("teacher1"), nullptr);
}

TEST(RunSummary, ShowsTheScoreOfTheWeightsThatAreKept) {
  // Teacher 2 alone is best at 100, both together at 200, where the checkpoint is written.
  const auto both = [](std::int64_t iteration, std::int64_t first, std::int64_t second, bool best) {
    Evaluated event = evaluated(iteration, EvaluatedOn::Validation, first);
    event.scores.push_back(
        {.network = "teacher2", .pooled = {.truePositives = second, .falseNegatives = 100 - second}});
    event.best = best;
    return event;
  };
  const RunSummary summary =
      summarise(std::vector<Event>{both(100, 10, 60, true), both(200, 50, 55, true), both(300, 20, 65, false)}, false);
  EXPECT_EQ(summary.find("teacher2")->validation->iou, 0.55);
  EXPECT_EQ(summary.find("teacher2")->validationIteration, 200);
}

TEST(RunSummary, AFrozenTeacherKeepsTheIterationThatItsWeightsAreOf) {
  const auto scored = [](std::int64_t iteration, const std::vector<std::string>& networks) {
    Evaluated event = evaluated(iteration, EvaluatedOn::Validation, 70);
    event.scores.resize(networks.size(), event.scores.front());
    for (std::size_t i = 0; i < networks.size(); ++i) event.scores[i].network = networks[i];
    return event;
  };
  const RunSummary summary = summarise(
      std::vector<Event>{
          StageStarted{.name = "teachers CMS", .trained = {"teacher1"}}, scored(100, {"teacher1"}),
          StageStarted{.name = "student SSLKD", .trained = {"student"}, .frozen = {"teacher1", "teacher2"}},
          scored(200, {"student", "teacher1", "teacher2"})},
      false);
  EXPECT_EQ(summary.find("teacher1")->validationIteration, 100);
  EXPECT_EQ(summary.find("teacher2")->validationIteration, 0) << "it was given";
  EXPECT_EQ(summary.find("student")->validationIteration, 200);
}

TEST(RunSummary, CountsIterationsAndSeconds) {
  const RunSummary summary = summarise(trained(), false);
  EXPECT_EQ(summary.iterations, 300);
  EXPECT_EQ(summary.totalIterations, 300);
  EXPECT_EQ(summary.stage, "student SSLKD");
  EXPECT_DOUBLE_EQ(summary.seconds, 3 * 0.5 + 4 * 2.0);
}

TEST(RunSummary, KnowsFromWhereTheRunCanGoOn) {
  std::vector<Event> events{StageStarted{.totalIterations = 300}, step(100),
                            CheckpointSaved{.iteration = 100, .best = true}};
  EXPECT_EQ(summarise(events, false).savedIterations, 0) << "the best networks alone do not go on";
  events.push_back(CheckpointSaved{.iteration = 100});
  events.push_back(step(200));
  EXPECT_EQ(summarise(events, false).savedIterations, 100);
}

TEST(RunSummary, TellsHowARunEnded) {
  EXPECT_EQ(stateAfter(Ending::Completed), RunState::Completed);
  EXPECT_EQ(stateAfter(Ending::Stopped), RunState::Stopped);
  EXPECT_EQ(stateAfter(Ending::TimeLimit), RunState::Stopped);
  EXPECT_EQ(stateAfter(Ending::Failed), RunState::Failed);
}

TEST(RunSummary, ARunWithoutAnEndingWasInterruptedUnlessItRuns) {
  EXPECT_EQ(stateAfter(std::nullopt), RunState::Interrupted);
  EXPECT_EQ(summarise(trained(), true).state, RunState::Running);
  EXPECT_EQ(summarise({}, false).state, RunState::Prepared);
}

}  // namespace macadam
