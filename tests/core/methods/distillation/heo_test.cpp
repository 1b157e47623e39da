#include "methods/distillation/heo.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <vector>

namespace macadam {
namespace {

/// One channel of one row.
torch::Tensor row(std::vector<float> values) {
  return torch::tensor(values).view({1, 1, 1, -1});
}

}  // namespace

TEST(Heo, AsksForNoMoreThanTheMarginBelowZero) {
  // The margin is (−1 − 3) / 2 = −2, so the targets are −1, −2 and 2; the last position is not valid.
  const torch::Tensor teacher = row({-1, -3, 2, -50});
  torch::Tensor student = row({-2, 0, 1, 100}).requires_grad_();
  const torch::Tensor loss = heoLoss(student, teacher, row({1, 1, 1, 0}));
  EXPECT_NEAR(loss.item<double>(), 5.0 / 3.0, 1e-6);  // 0, (0 + 2)² and (1 − 2)²
  loss.backward();
  EXPECT_EQ(student.grad()[0][0][0][0].item<double>(), 0.0);  // below its negative target: nothing to learn
  EXPECT_EQ(student.grad()[0][0][0][3].item<double>(), 0.0);
}

TEST(Heo, HasAMarginOfZeroForRectifiedFeatures) {
  EXPECT_NEAR(heoLoss(row({-1, 1}), row({0, 2}), row({1, 1})).item<double>(), 0.5, 1e-6);  // 0 and (1 − 2)²
}

TEST(Heo, WeighsPositionsByTheirValidShare) {
  EXPECT_NEAR(heoLoss(row({0, 1}), row({2, 2}), row({1, 0.5})).item<double>(), 3.0, 1e-6);  // (4 + 1/2) / 1.5
  EXPECT_EQ(heoLoss(row({0, 1}), row({2, 2}), row({0, 0})).item<double>(), 0.0);
}

TEST(Heo, HasAMarginForEachChannel) {
  const torch::Tensor teacher = torch::tensor({-1.0f, -4.0f}).view({1, 2, 1, 1});
  const torch::Tensor student = torch::tensor({-2.0f, -2.0f}).view({1, 2, 1, 1});
  EXPECT_NEAR(heoLoss(student, teacher, row({1})).item<double>(), 2.0, 1e-6);  // 0 and (−2 + 4)²
}

}  // namespace macadam
