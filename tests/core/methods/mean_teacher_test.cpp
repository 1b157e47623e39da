#include "methods/mean_teacher.h"

#include "support/fixed_network.h"
#include "support/one_pixel.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {

TEST(MeanTeacher, PullsTheStudentTowardsTheAverage) {
  auto student = std::make_shared<FixedNetwork>(0.0f, kLn3);  // (1/4, 3/4)
  auto average = std::make_shared<FixedNetwork>(0.0f, 0.0f);  // (1/2, 1/2)
  MeanTeacher method({"student", student}, {"average", average}, {.weight = 20.0, .rampFraction = 0.5});
  const StepResult first = method.step(onePixel(), {.iteration = 0, .iterations = 100});
  EXPECT_NEAR(value(first, "supervised student"), kLn4Over3, 1e-6);
  EXPECT_NEAR(value(first, "consistency"), 0.0625, 1e-6);  // (1/4)², on both pixels and classes alike
  EXPECT_NEAR(first.losses.terms().back().weight, 20.0 * 0.006738, 1e-4);
  const StepResult later = method.step(onePixel(), {.iteration = 50, .iterations = 100});
  EXPECT_EQ(later.losses.terms().back().weight, 20.0);
  later.losses.total().backward();
  EXPECT_FALSE(average->logits.grad().defined());
}

TEST(MeanTeacher, LeavesPixelsWithoutLabelOutOfTheConsistency) {
  MeanTeacher method({"student", std::make_shared<FixedNetwork>(0.0f, kLn3)},
                     {"average", std::make_shared<FixedNetwork>(0.0f, 0.0f)}, {});
  StepBatch batch = onePixel();
  batch.labels.fill_(255);
  batch.unlabelledValid = torch::zeros({1, 1, 1}, torch::kBool);
  EXPECT_EQ(value(method.step(batch, {}), "consistency"), 0.0);
}

TEST(MeanTeacher, TheAverageIsTrueAtFirstAndRunsLater) {
  auto student = std::make_shared<FixedNetwork>(0.0f, 8.0f);
  auto average = std::make_shared<FixedNetwork>(0.0f, 0.0f);
  MeanTeacher method({"student", student}, {"average", average}, {.keep = 0.75});
  const auto road = [&] { return average->logits[0][1][0][0].item<double>(); };
  method.afterStep({.iteration = 0, .iterations = 100});
  EXPECT_NEAR(road(), 4.0, 1e-6);  // of its beginning and one step
  method.afterStep({.iteration = 1, .iterations = 100});
  EXPECT_NEAR(road(), 16.0 / 3.0, 1e-5);  // 2/3 · 4 + 1/3 · 8
  method.afterStep({.iteration = 50, .iterations = 100});
  EXPECT_NEAR(road(), 6.0, 1e-5);  // 3/4 · 16/3 + 1/4 · 8
}

TEST(MeanTeacher, NoiseHasTheStrengthThatIsAsked) {
  InputNoise noise(0.15);
  noise.drawFrom(std::make_shared<TensorRandom>(1));
  const torch::Tensor added = noise.added(torch::ones({2, 3, 64, 64})) - 1.0;
  EXPECT_NEAR(added.std().item<double>(), 0.15, 0.005);
  EXPECT_NEAR(added.mean().item<double>(), 0.0, 0.005);
}

}  // namespace macadam
