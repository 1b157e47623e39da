#include "methods/distillation/hinton.h"

#include "core/methods/distillation/two_class_pixels.h"
#include "methods/distillation/soft_targets.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

const float kLn9 = std::log(9.0f);  // logits (0, ln 9) are (1/4, 3/4) at temperature 2

torch::Tensor logits(std::vector<float> backgroundThenRoad) {
  return torch::tensor(backgroundThenRoad).view({1, 2, 1, -1});
}

}  // namespace

TEST(Hinton, TargetsAreTheMeanOfTheTeachersSoftenedProbabilities) {
  const torch::Tensor targets = softTargets({logits({0, kLn9}), logits({0, 0})}, 2.0);
  EXPECT_NEAR(targets[0][1][0][0].item<double>(), 0.625, 1e-6);  // (3/4 + 1/2) / 2
}

TEST(Hinton, IsTheDivergenceTimesTheSquaredTemperature) {
  torch::Tensor student = logits({0, 40, 0, -40}).requires_grad_();  // the second pixel is not valid
  const torch::Tensor targets = softTargets({logits({0, 5, kLn9, 5})}, 2.0);
  const torch::Tensor loss = hintonLoss(student, targets, 2.0, validPixels({1, 0}));
  EXPECT_NEAR(loss.item<double>(), 0.523248, 1e-5);  // 4·(1/4 ln 1/2 + 3/4 ln 3/2)
  loss.backward();
  EXPECT_NEAR(student.grad()[0][1][0][0].item<double>(), -0.5, 1e-6);  // T·(1/2 − 3/4)
  EXPECT_EQ(student.grad()[0][1][0][1].item<double>(), 0.0);
}

TEST(Hinton, IsZeroWhereStudentAndTeachersAgreeOrNoPixelIsValid) {
  const torch::Tensor same = logits({0, kLn9});
  EXPECT_NEAR(hintonLoss(same, softTargets({same}, 2.0), 2.0, validPixels({1})).item<double>(), 0.0, 1e-6);
  EXPECT_EQ(hintonLoss(same, softTargets({-same}, 2.0), 2.0, validPixels({0})).item<double>(), 0.0);
}

TEST(Hinton, TakesTeachersThatAreCertain) {
  const torch::Tensor loss = hintonLoss(logits({0, 0}), softTargets({logits({-500, 500})}, 2.0), 2.0, validPixels({1}));
  EXPECT_NEAR(loss.item<double>(), 2.772589, 1e-5);  // 4·ln 2
}

}  // namespace macadam
