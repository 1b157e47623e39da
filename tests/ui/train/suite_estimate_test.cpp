#include "ui/train/suite_estimate.h"

#include "spec/presets.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

RunSpec base() {
  RunSpec spec = preset("demo");
  spec.method =
      SslkdSpec{.iterations = 100, .warmUpIterations = 10, .teachers = {.iterations = 350, .warmUpIterations = 50}};
  return spec;
}

TEST(SuiteEstimate, TeachersCountInTheRunThatTrainsThem) {
  const std::vector<SuiteRun> plan = planSuite(base(), {"sslkd"}, {1});
  ASSERT_EQ(plan.size(), 2U);
  EXPECT_EQ(iterationsOf(plan[0]), 350);
  EXPECT_EQ(iterationsOf(plan[1]), 100);
  EXPECT_EQ(iterationsOf(SuiteRun{.spec = base()}), 450);
}

TEST(SuiteEstimate, TheRestOfASuiteTakesThePaceOfItsPresentRun) {
  const std::vector<SuiteRun> plan = planSuite(base(), {"supervised-student"}, {1, 2, 3});
  RunProgress progress;
  EXPECT_FALSE(suiteSecondsLeft(plan, 0, progress)) << "nothing is known yet";
  progress.add(StageStarted{.firstIteration = 1, .iterations = 100, .totalIterations = 100});
  progress.add(StepDone{.iteration = 39, .stepSeconds = 0.5});
  progress.add(StepDone{.iteration = 40, .stepSeconds = 0.5});
  const std::optional<double> fromTheFirst = suiteSecondsLeft(plan, 0, progress);
  const std::optional<double> ofTheLast = suiteSecondsLeft(plan, 2, progress);
  ASSERT_TRUE(fromTheFirst && ofTheLast);
  EXPECT_NEAR(*fromTheFirst, 130.0, 1e-9) << "60 + 100 + 100 steps";
  EXPECT_NEAR(*ofTheLast, 30.0, 1e-9);
}

}  // namespace
}  // namespace macadam
