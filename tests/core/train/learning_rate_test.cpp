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

}  // namespace macadam
