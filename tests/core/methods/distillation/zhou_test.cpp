#include "methods/distillation/zhou.h"

#include "core/methods/distillation/two_class_pixels.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

/// Of a student that says (1/2, 1/2) to teachers that say (1/4, 3/4): their divergence is 0.130812.
double lossOf(std::int64_t label) {
  const torch::Tensor labels = torch::tensor({label, std::int64_t{255}}).view({1, 1, 2});
  const torch::Tensor theirs = probabilitiesOf({0.75, 0.001});
  return zhouLoss(torch::zeros({1, 2, 1, 2}), theirs, theirs, labels, 2.0, validPixels({1, 0})).item<double>();
}

}  // namespace

TEST(Zhou, CountsASoftLabelByHowMuchBetterTheTeachersKnowTheLabel) {
  EXPECT_NEAR(lossOf(1), 0.476225, 1e-5);  // 4·0.130812·(1 − exp(−ln 2 / ln 4/3))
  EXPECT_NEAR(lossOf(0), 0.205882, 1e-5);  // 4·0.130812·(1 − exp(−ln 2 / ln 4))
}

TEST(Zhou, TakesTheWeightAsGiven) {
  torch::Tensor student = torch::zeros({1, 2, 1, 1}).requires_grad_();
  const torch::Tensor theirs = probabilitiesOf({0.75});
  zhouLoss(student, theirs, theirs, torch::zeros({1, 1, 1}, torch::kLong), 1.0, validPixels({1})).backward();
  EXPECT_NEAR(student.grad()[0][1][0][0].item<double>(), -0.098367, 1e-6);  // (1 − exp(−1/2))·(1/2 − 3/4)
}

TEST(Zhou, IsFiniteWhereTeachersAreCertain) {
  const torch::Tensor theirs = probabilitiesOf({1.0, 1.0});
  const torch::Tensor labels = torch::tensor({std::int64_t{1}, std::int64_t{0}}).view({1, 1, 2});
  const torch::Tensor loss = zhouLoss(torch::zeros({1, 2, 1, 2}), theirs, theirs, labels, 1.0, validPixels({1, 1}));
  EXPECT_NEAR(loss.item<double>(), 0.346574, 1e-5);  // ln 2 at weight 1 and at weight 0
}

}  // namespace macadam
