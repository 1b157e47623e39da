#include "methods/distillation/dist.h"

#include "core/methods/distillation/two_class_pixels.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(Dist, IsWhatCorrelationsOverClassesAndOverPixelsLackOfOne) {
  torch::Tensor student = logitsOf({0.25, 0.5, 0.75, 0.001}).requires_grad_();
  const torch::Tensor theirs = probabilitiesOf({0.25, 0.75, 0.5, 0.9});
  // Over classes: 1 where both say background, 0 where one is undecided. Over pixels: (−1, 0, 1) and (−1, 1, 0) in
  // quarters, so 1/2 for both classes.
  const torch::Tensor loss = distLoss(student, theirs, validPixels({1, 1, 1, 0}));
  EXPECT_NEAR(loss.item<double>(), 2.0 / 3.0 + 0.5, 1e-5);
  loss.backward();
  EXPECT_TRUE(torch::isfinite(student.grad()).all().item<bool>());
  EXPECT_EQ(student.grad()[0][1][0][3].item<double>(), 0.0);
}

TEST(Dist, AsksForProportionsAndNotForEqualProbabilities) {
  const torch::Tensor valid = validPixels({1, 1, 1});
  EXPECT_NEAR(distLoss(logitsOf({0.2, 0.6, 0.8}), probabilitiesOf({0.3, 0.7, 0.9}), valid).item<double>(), 0.0, 1e-5);
  EXPECT_NEAR(distLoss(logitsOf({0.2, 0.6, 0.8}), probabilitiesOf({0.8, 0.4, 0.2}), valid).item<double>(), 4.0, 1e-5);
}

TEST(Dist, HasAFiniteGradientWhereTheStudentIsUndecided) {
  torch::Tensor student = torch::zeros({1, 2, 1, 2}).requires_grad_();
  distLoss(student, probabilitiesOf({0.25, 0.75}), validPixels({1, 1})).backward();
  EXPECT_TRUE(torch::isfinite(student.grad()).all().item<bool>());
  EXPECT_EQ(distLoss(student, probabilitiesOf({0.25, 0.75}), validPixels({0, 0})).item<double>(), 0.0);
}

}  // namespace macadam
