#include "train/run_progress.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

StageStarted stage(std::int64_t first, std::int64_t evaluateEvery) {
  return {.name = "student",
          .firstIteration = first,
          .iterations = 100,
          .totalIterations = 100,
          .evaluateEvery = evaluateEvery};
}

/// Steps of half a second with four images.
void train(RunProgress& progress, std::int64_t from, std::int64_t to) {
  for (std::int64_t i = from; i <= to; ++i) {
    progress.add(StepDone{.iteration = i, .stepSeconds = 0.5, .images = 4});
  }
}

Evaluating evaluating(std::int64_t tile, double seconds, EvaluatedOn subset = EvaluatedOn::Validation) {
  return {.iteration = 20, .subset = subset, .tile = tile, .tiles = 35, .seconds = seconds};
}

}  // namespace

TEST(RunProgress, KnowsNothingBeforeTheSecondStep) {
  RunProgress progress;
  EXPECT_EQ(progress.remainingSeconds(), std::nullopt);
  EXPECT_EQ(progressText(progress), "");
  progress.add(stage(1, 0));
  train(progress, 1, 1);
  EXPECT_EQ(progress.remainingSeconds(), std::nullopt);
}

TEST(RunProgress, CountsTheStepsThatAreLeft) {
  RunProgress progress;
  progress.add(stage(1, 0));
  train(progress, 1, 20);
  EXPECT_DOUBLE_EQ(*progress.remainingSeconds(), 40.0);
  EXPECT_DOUBLE_EQ(progress.imagesPerSecond(), 8.0);
  EXPECT_EQ(progressText(progress), "40 s left");
}

TEST(RunProgress, CountsTheEvaluationsThatAreLeft) {
  RunProgress progress;
  progress.add(stage(1, 20));
  train(progress, 1, 20);
  progress.add(Evaluated{.iteration = 20, .seconds = 30.0});
  EXPECT_DOUBLE_EQ(*progress.remainingSeconds(), 40.0 + 4 * 30.0);
  train(progress, 21, 40);
  EXPECT_DOUBLE_EQ(*progress.remainingSeconds(), 30.0 + 4 * 30.0) << "the one at 40 is due";
}

TEST(RunProgress, CountsTheLastEvaluationOfARunThatIsNoMultiple) {
  RunProgress progress;
  progress.add(stage(1, 30));
  train(progress, 1, 30);
  progress.add(Evaluated{.iteration = 30, .seconds = 10.0});
  EXPECT_DOUBLE_EQ(*progress.remainingSeconds(), 35.0 + 3 * 10.0) << "at 60, 90 and 100";
}

TEST(RunProgress, MovesWhileItValidates) {
  RunProgress progress;
  progress.add(stage(1, 100));
  train(progress, 1, 20);
  progress.add(evaluating(0, 0.0));
  EXPECT_EQ(progressText(progress), "validating, tile 1 of 35, 40 s left");
  progress.add(evaluating(7, 14.0));
  const double early = *progress.remainingSeconds();
  EXPECT_DOUBLE_EQ(early, 40.0 + 28 * 2.0);
  progress.add(evaluating(28, 56.0));
  EXPECT_DOUBLE_EQ(*progress.remainingSeconds(), 40.0 + 7 * 2.0);
  EXPECT_EQ(progressText(progress), "validating, tile 29 of 35, 55 s left");
  progress.add(Evaluated{.iteration = 20, .seconds = 70.0});
  EXPECT_FALSE(progress.evaluating());
}

TEST(RunProgress, TellsOfTheTestBehindTheLastIteration) {
  RunProgress progress;
  progress.add(stage(1, 0));
  train(progress, 1, 100);
  EXPECT_EQ(progressText(progress), "");
  progress.add(evaluating(5, 20.0, EvaluatedOn::Test));
  EXPECT_EQ(progressText(progress), "testing, tile 6 of 35, 2 min left");
}

TEST(RunProgress, CountsNoEvaluationTwiceWhenARunGoesOn) {
  RunProgress progress;
  progress.add(stage(1, 20));
  train(progress, 51, 60);
  progress.add(Evaluated{.iteration = 60, .seconds = 30.0});
  EXPECT_DOUBLE_EQ(*progress.remainingSeconds(), 20.0 + 2 * 30.0);
}

TEST(RunProgress, TakesThePaceOfTheStageThatRuns) {
  RunProgress progress;
  progress.add(stage(1, 0));
  train(progress, 1, 20);
  progress.add(stage(21, 0));
  for (int i = 21; i <= 30; ++i) progress.add(StepDone{.iteration = i, .stepSeconds = 2.0});
  EXPECT_DOUBLE_EQ(*progress.remainingSeconds(), 140.0);
}

}  // namespace macadam
