#include "train/learning_rate.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(LearningRate, FallsPolynomiallyToItsFloor) {
  ScheduleSpec schedule{.learningRate = 0.01, .power = 0.9, .minimumLearningRate = 1e-6};
  EXPECT_DOUBLE_EQ(learningRate(schedule, 0, 100), 0.01);
  EXPECT_NEAR(learningRate(schedule, 50, 100), 0.0053589, 1e-7);  // 0.01 · 0.5^0.9
  EXPECT_NEAR(learningRate(schedule, 99, 100), 0.00015849, 1e-8);
  EXPECT_DOUBLE_EQ(learningRate(schedule, 100, 100), 1e-6);
}

TEST(LearningRate, RisesToItsCourseFirst) {
  ScheduleSpec schedule{.learningRate = 0.01, .learningRateWarmUp = 4, .power = 1.0, .minimumLearningRate = 1e-6};
  EXPECT_DOUBLE_EQ(learningRate(schedule, 0, 100), 0.0025);
  EXPECT_DOUBLE_EQ(learningRate(schedule, 1, 100), 0.005 * 0.99);
  EXPECT_DOUBLE_EQ(learningRate(schedule, 3, 100), 0.01 * 0.97);
  EXPECT_DOUBLE_EQ(learningRate(schedule, 4, 100), 0.01 * 0.96);
  schedule.minimumLearningRate = 0.004;
  EXPECT_DOUBLE_EQ(learningRate(schedule, 0, 100), 0.004) << "the floor holds here too";
}

}  // namespace macadam
