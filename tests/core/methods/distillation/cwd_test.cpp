#include "methods/distillation/cwd.h"

#include "core/methods/distillation/two_class_pixels.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

const float kLn3 = std::log(3.0f);

torch::Tensor backgroundThenRoad(std::vector<float> logits) {
  return torch::tensor(logits).view({1, 2, 1, 3});
}

}  // namespace

TEST(Cwd, ComparesWhereEachClassIsHigh) {
  // Of background, the teacher has a quarter and three quarters on the two valid pixels; of road, halves like the
  // student.
  const torch::Tensor teacher = backgroundThenRoad({0, kLn3, 99, 4, 4, -99});
  torch::Tensor student = backgroundThenRoad({2, 2, -99, 0, 0, 99}).requires_grad_();
  const torch::Tensor loss = cwdLoss(student, teacher, 1.0, validPixels({1, 1, 0}));
  EXPECT_NEAR(loss.item<double>(), 0.065406, 1e-6);  // (1/4 ln 1/2 + 3/4 ln 3/2) / 2
  loss.backward();
  EXPECT_NEAR(student.grad()[0][0][0][1].item<double>(), -0.125, 1e-6);  // (1/2 − 3/4) / 2
  EXPECT_EQ(student.grad()[0][0][0][2].item<double>(), 0.0);
}

TEST(Cwd, GrowsWithTheSquaredTemperature) {
  const torch::Tensor teacher = backgroundThenRoad({0, 2 * kLn3, 0, 0, 0, 0});
  EXPECT_NEAR(cwdLoss(torch::zeros({1, 2, 1, 3}), teacher, 2.0, validPixels({1, 1, 0})).item<double>(), 0.261624, 1e-5);
}

TEST(Cwd, LeavesOutImagesWithoutAValidPixel) {
  const torch::Tensor teacher = backgroundThenRoad({0, kLn3, 0, 0, 0, 0}).repeat({2, 1, 1, 1});
  torch::Tensor student = torch::zeros({2, 2, 1, 3}).requires_grad_();
  const torch::Tensor valid = torch::cat({validPixels({1, 1, 0}), validPixels({0, 0, 0})});
  const torch::Tensor loss = cwdLoss(student, teacher, 1.0, valid);
  EXPECT_NEAR(loss.item<double>(), 0.065406, 1e-6);
  loss.backward();
  EXPECT_EQ(student.grad()[1].abs().sum().item<double>(), 0.0);
  EXPECT_EQ(cwdLoss(student, teacher, 1.0, torch::zeros({2, 1, 3}, torch::kBool)).item<double>(), 0.0);
}

}  // namespace macadam
